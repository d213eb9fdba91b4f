// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recipe/recipe_page.h"

#include <QPushButton>
#include <QVBoxLayout>

#include "ui/controllers/corpus_controller.h"
#include "ui/controllers/model_library.h"
#include "ui/controllers/training_controller.h"
#include "ui/controls/widgets.h"
#include "ui/recipe/recipe_panel.h"

namespace cadenza::ui {

RecipePage::RecipePage(const TrainingStudio& studio, QWidget* parent)
    : QWidget(parent), studio_(studio) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(12);
  panel_ = new RecipePanel(studio_.appearance);
  start_ = makeButton(tr("Start training"), "primary");
  start_->setObjectName(QStringLiteral("startTraining"));
  start_->setFixedHeight(metrics::controlHeight + 2);
  connect(start_, &QPushButton::clicked, this, &RecipePage::start);
  layout->addWidget(panel_);
  layout->addStretch(1);
  layout->addWidget(start_, 0, Qt::AlignRight);
  connect(&studio_.corpus, &CorpusController::changed, this, &RecipePage::updateControls);
  connect(&studio_.training, &TrainingController::runsChanged, this, &RecipePage::updateControls);
  updateControls();
}

void RecipePage::teach(const std::filesystem::path&) {}

void RecipePage::start() {
  const QString name = panel_->modelName();
  TrainingOptions options = defaultOptions(panel_->recipe());
  options.out = studio_.models.fileForNewModel(name);
  options.modelName = name.toStdString();
  options.minutes = panel_->minutes();
  options.device = panel_->device();
  options.licence = studio_.corpus.choice().licence;
  Q_EMIT startRequested(options);
}

void RecipePage::updateControls() {
  const CorpusController& corpus = studio_.corpus;
  panel_->setFolderName(QString::fromStdString(placesText(corpus.choice())));
  start_->setEnabled(corpus.isReady());
  start_->setText(studio_.training.isTraining() ? tr("Add to the queue") : tr("Start training"));
  start_->setToolTip(corpus.isReady() ? QString() : tr("Choose music to learn from first"));
}

}  // namespace cadenza::ui
