// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/corpus/music_page.h"

#include <QPushButton>
#include <QVBoxLayout>

#include "ui/controllers/corpus_controller.h"
#include "ui/controls/widgets.h"
#include "ui/corpus/corpus_panel.h"

namespace cadenza::ui {

MusicPage::MusicPage(const TrainingStudio& studio, QWidget* parent) : QWidget(parent) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(12);
  panel_ = new CorpusPanel(studio.corpus, studio.appearance);
  next_ = makeButton(tr("Choose a recipe"), "primary");
  next_->setObjectName(QStringLiteral("toRecipe"));
  next_->setEnabled(studio.corpus.isReady());
  connect(next_, &QPushButton::clicked, this, &MusicPage::nextRequested);
  connect(&studio.corpus, &CorpusController::changed, this,
          [this, &corpus = studio.corpus] { next_->setEnabled(corpus.isReady()); });
  layout->addWidget(panel_, 1);
  layout->addWidget(next_, 0, Qt::AlignRight);
}

void MusicPage::choose(const QStringList& places) { panel_->choose(places.value(0)); }

}  // namespace cadenza::ui
