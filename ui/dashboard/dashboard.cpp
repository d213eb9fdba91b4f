// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/dashboard.h"

#include <QMessageBox>
#include <QVBoxLayout>

#include "ui/controllers/corpus_controller.h"
#include "ui/controllers/model_library.h"
#include "ui/controllers/training_controller.h"
#include "ui/controls/page_stack.h"
#include "ui/controls/scroll_page.h"
#include "ui/controls/segmented_control.h"
#include "ui/corpus/music_page.h"
#include "ui/dashboard/training_page.h"
#include "ui/messages.h"
#include "ui/models/models_page.h"
#include "ui/recipe/recipe_page.h"

namespace cadenza::ui {

Dashboard::Dashboard(const TrainingStudio& studio, QWidget* parent)
    : QWidget(parent), studio_(studio) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(16, 12, 16, 12);
  layout->setSpacing(12);
  steps_ = new SegmentedControl({tr("Music"), tr("Recipe"), tr("Training"), tr("Models")},
                                studio_.appearance);
  steps_->setObjectName(QStringLiteral("trainPages"));
  pages_ = new PageStack;
  pages_->addWidget(new ScrollPage(music_ = new MusicPage(studio_)));
  pages_->addWidget(new ScrollPage(recipe_ = new RecipePage(studio_)));
  pages_->addWidget(new ScrollPage(training_ = new TrainingPage(studio_)));
  pages_->addWidget(new ScrollPage(models_ = new ModelsPage(studio_)));
  layout->addWidget(steps_, 0, Qt::AlignLeft);
  layout->addWidget(pages_, 1);
  connect(steps_, &SegmentedControl::currentChanged, pages_, &QStackedWidget::setCurrentIndex);

  connect(music_, &MusicPage::nextRequested, this, [this] { setPage(TrainPage::Recipe); });
  connect(recipe_, &RecipePage::startRequested, this, &Dashboard::start);
  connect(training_, &TrainingPage::composeRequested, this, &Dashboard::composeRequested);
  connect(models_, &ModelsPage::composeRequested, this, &Dashboard::composeRequested);
  const auto teach = [this](const std::filesystem::path& model) {
    recipe_->teach(model);
    setPage(TrainPage::Recipe);
  };
  connect(models_, &ModelsPage::teachRequested, this, teach);
  connect(training_, &TrainingPage::teachRequested, this, teach);
  connect(&studio_.training, &TrainingController::ended, &studio_.models, &ModelLibrary::refresh);
  connect(&studio_.training, &TrainingController::evaluated, this,
          [this](const TrainingEvaluation& evaluation) {
            if (evaluation.best) studio_.models.refresh();
          });
}

void Dashboard::chooseFolder(const QString& folder) { music_->choose({folder}); }

TrainPage Dashboard::page() const { return static_cast<TrainPage>(pages_->currentIndex()); }

void Dashboard::setPage(TrainPage page) {
  steps_->setCurrent(static_cast<int>(page));
  pages_->setCurrentIndex(static_cast<int>(page));
}

void Dashboard::focusFirst() {
  steps_->segment(steps_->current())->setFocus(Qt::ShortcutFocusReason);
}

void Dashboard::start(const TrainingOptions& options) {
  const auto added = studio_.training.add({options, studio_.corpus.choice()});
  if (added) {
    setPage(TrainPage::Training);
    return;
  }
  auto* failure = new QMessageBox(QMessageBox::Warning, tr("Cadenza"), userText(added.error()),
                                  QMessageBox::Ok, this);
  failure->setAttribute(Qt::WA_DeleteOnClose);
  failure->open();
}

}  // namespace cadenza::ui
