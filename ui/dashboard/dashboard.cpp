// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/dashboard.h"

#include <QDir>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/controls/widgets.h"
#include "ui/dashboard/corpus_panel.h"
#include "ui/dashboard/recipe_panel.h"
#include "ui/dashboard/training_view.h"

namespace cadenza::ui {

namespace {

constexpr int settingsWidth = 400;

}  // namespace

Dashboard::Dashboard(TrainingController& training, ModelLibrary& models,
                     const Appearance& appearance, QWidget* parent)
    : QWidget(parent), training_(training), models_(models), appearance_(appearance) {
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(16, 16, 16, 12);
  layout->setSpacing(16);
  layout->addWidget(makeSettings());
  auto* view = new TrainingView(training_, appearance_);
  layout->addWidget(view, 1);
  connect(view, &TrainingView::composeRequested, this, &Dashboard::composeRequested);

  connect(corpus_, &CorpusPanel::readyChanged, this, [this] {
    recipe_->setFolderName(QDir(corpus_->folder()).dirName());
    updateControls();
  });
  connect(&training_, &TrainingController::trainingStarted, this, &Dashboard::updateControls);
  connect(&training_, &TrainingController::ended, this,
          [this](const Result<TrainingOutcome>& outcome) {
            updateControls();
            if (outcome) models_.refresh();
          });
  connect(&training_, &TrainingController::evaluated, this,
          [this](const TrainingEvaluation& evaluation) {
            if (evaluation.best) models_.refresh();
          });
  updateControls();
}

QWidget* Dashboard::makeSettings() {
  auto* frame = new QFrame;
  frame->setProperty("role", QStringLiteral("card"));
  frame->setFixedWidth(settingsWidth);
  auto* layout = new QVBoxLayout(frame);
  layout->setContentsMargins(16, 16, 16, 16);
  layout->setSpacing(8);
  corpus_ = new CorpusPanel(training_, appearance_);
  corpus_->setMinimumHeight(192);
  recipe_ = new RecipePanel(appearance_);
  start_ = makeButton(tr("Start training"), "primary");
  start_->setObjectName(QStringLiteral("startTraining"));
  start_->setFixedHeight(metrics::controlHeight + 2);
  connect(start_, &QPushButton::clicked, this, &Dashboard::start);

  auto* steps = new QWidget;
  auto* column = new QVBoxLayout(steps);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(8);
  column->addWidget(makeLabel(tr("Music to learn from"), "title"));
  column->addWidget(corpus_, 1);
  column->addSpacing(12);
  column->addWidget(makeLabel(tr("How to learn"), "title"));
  column->addWidget(recipe_);
  auto* scroll = new QScrollArea;
  scroll->setAccessibleName(tr("Music, recipe and training"));
  scroll->setWidget(steps);
  scroll->setWidgetResizable(true);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->viewport()->setAutoFillBackground(false);
  steps->setAutoFillBackground(false);
  layout->addWidget(scroll, 1);
  layout->addSpacing(8);
  layout->addWidget(start_);
  return frame;
}

void Dashboard::chooseFolder(const QString& folder) { corpus_->choose(folder); }

void Dashboard::start() {
  const QString name = recipe_->modelName();
  TrainingOptions options = defaultOptions(recipe_->recipe());
  options.out = models_.fileForNewModel(name);
  options.modelName = name.toStdString();
  options.minutes = recipe_->minutes();
  options.device = recipe_->device();
  training_.start(options);
}

void Dashboard::updateControls() {
  const bool training = training_.isTraining();
  corpus_->setChangeable(!training);
  recipe_->setEnabled(!training);
  start_->setEnabled(!training && corpus_->isReady());
  start_->setText(training ? tr("Training runs…") : tr("Start training"));
  start_->setToolTip(corpus_->isReady() ? QString() : tr("Choose a folder with music first"));
}

}  // namespace cadenza::ui
