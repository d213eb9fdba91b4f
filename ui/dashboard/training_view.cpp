// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/training_view.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QStackedLayout>
#include <QTime>
#include <QVBoxLayout>
#include <cmath>

#include "ui/controls/elided_label.h"
#include "ui/controls/widgets.h"
#include "ui/controls/words.h"
#include "ui/controls/figure.h"
#include "ui/dashboard/loss_chart.h"
#include "ui/messages.h"

namespace cadenza::ui {

namespace {

constexpr int progressSteps = 1000;
constexpr int keptLogLines = 2000;

QWidget* padded(QWidget* widget, int left, int top, int right, int bottom) {
  auto* frame = new QFrame;
  frame->setProperty("role", QStringLiteral("card"));
  auto* layout = new QVBoxLayout(frame);
  layout->setContentsMargins(left, top, right, bottom);
  layout->addWidget(widget);
  return frame;
}

}  // namespace

TrainingView::TrainingView(TrainingController& training, const Appearance& appearance,
                           QWidget* parent)
    : QWidget(parent), training_(training), appearance_(appearance) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(12);
  layout->addWidget(makeHeader());

  auto* chartArea = new QWidget;
  pages_ = new QStackedLayout(chartArea);
  pages_->addWidget(makeEmptyState());
  pages_->addWidget(chart_ = new LossChart(appearance_));
  layout->addWidget(padded(chartArea, 16, 16, 16, 12), 3);
  layout->addWidget(makeFigures());

  log_ = new QPlainTextEdit;
  log_->setObjectName(QStringLiteral("trainingLog"));
  log_->setReadOnly(true);
  log_->setMaximumBlockCount(keptLogLines);
  log_->setPlaceholderText(tr("What the training says of itself is written here."));
  log_->setAccessibleName(tr("Training log"));
  layout->addWidget(log_, 1);

  connect(&training_, &TrainingController::trainingStarted, this, &TrainingView::begin);
  connect(&training_, &TrainingController::progressed, this, &TrainingView::showProgress);
  connect(&training_, &TrainingController::evaluated, this, &TrainingView::showEvaluation);
  connect(&training_, &TrainingController::logged, this, &TrainingView::say);
  connect(&training_, &TrainingController::ended, this, &TrainingView::showOutcome);
}

QWidget* TrainingView::makeHeader() {
  auto* header = new QWidget;
  auto* layout = new QHBoxLayout(header);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(12);
  auto* words = new QVBoxLayout;
  words->setSpacing(4);
  title_ = new ElidedLabel("title");
  title_->setText(tr("No training yet"));
  state_ = new ElidedLabel("quiet");
  state_->setText(tr("Choose a folder and a recipe, then start."));
  state_->setObjectName(QStringLiteral("trainingState"));
  bar_ = new QProgressBar;
  bar_->setTextVisible(false);
  bar_->setRange(0, progressSteps);
  bar_->setVisible(false);
  words->addWidget(title_);
  words->addWidget(state_);
  stop_ = makeButton(tr("Stop and keep the best"));
  stop_->setObjectName(QStringLiteral("stopTraining"));
  setThemedIcon(stop_, QStringLiteral("stop"), appearance_);
  stop_->setVisible(false);
  connect(stop_, &QPushButton::clicked, this, [this] {
    training_.stop();
    stop_->setEnabled(false);
    state_->setText(tr("Stopping; the best model is kept…"));
  });
  compose_ = makeButton(tr("Compose with it"), "primary");
  compose_->setObjectName(QStringLiteral("composeWithModel"));
  compose_->setVisible(false);
  connect(compose_, &QPushButton::clicked, this, [this] { Q_EMIT composeRequested(model_); });
  layout->addLayout(words, 1);
  layout->addWidget(compose_, 0, Qt::AlignVCenter);
  layout->addWidget(stop_, 0, Qt::AlignVCenter);

  auto* whole = new QWidget;
  auto* column = new QVBoxLayout(whole);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(8);
  column->addWidget(header);
  column->addWidget(bar_);
  return whole;
}

QWidget* TrainingView::makeEmptyState() {
  auto* page = new QWidget;
  auto* layout = new QVBoxLayout(page);
  layout->setSpacing(8);
  auto* title = makeParagraph(tr("The loss curve grows here"));
  title->setAlignment(Qt::AlignCenter);
  auto* hint = makeParagraph(
      tr("It falls while the network learns. When the dashed line for held-out pieces stops "
         "falling, more time helps no more."),
      "quiet");
  hint->setAlignment(Qt::AlignCenter);
  layout->setContentsMargins(48, 0, 48, 0);
  layout->addStretch();
  layout->addWidget(title);
  layout->addWidget(hint);
  layout->addStretch();
  return page;
}

QWidget* TrainingView::makeFigures() {
  auto* row = new QWidget;
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(16);
  const auto add = [&](const QString& name) {
    auto* figure = new Figure(name);
    layout->addWidget(figure, 1);
    return figure;
  };
  trainLoss_ = add(tr("Training loss"));
  validationLoss_ = add(tr("Best validation"));
  rate_ = add(tr("Notes a second"));
  passes_ = add(tr("Epochs"));
  elapsed_ = add(tr("Time spent"));
  left_ = add(tr("Time left, about"));
  left_->setObjectName(QStringLiteral("timeLeft"));
  return padded(row, 16, 12, 16, 12);
}

void TrainingView::begin(const TrainingRun& run) {
  const TrainingOptions& options = run.plan.options;
  model_ = options.out;
  pages_->setCurrentWidget(chart_);
  chart_->clear();
  log_->clear();
  for (Figure* figure : {trainLoss_, validationLoss_, rate_, passes_, elapsed_, left_}) {
    figure->setValue(QStringLiteral("–"));
  }
  title_->setText(QString::fromStdString(options.modelName));
  state_->setText(tr("Making ready…"));
  setRole(state_, "quiet");
  bar_->setRange(0, 0);
  bar_->setVisible(true);
  stop_->setEnabled(true);
  stop_->setVisible(true);
  compose_->setVisible(false);
}

void TrainingView::showProgress(const TrainingProgress& progress) {
  const QLocale locale;
  bar_->setRange(0, progressSteps);
  bar_->setValue(static_cast<int>(std::lround(progress.fraction * progressSteps)));
  if (!training_.isStopping()) {
    state_->setText(tr("Learning: %1 %, about %2 left")
                        .arg(std::lround(progress.fraction * 100))
                        .arg(durationText(progress.secondsLeft)));
  }
  trainLoss_->setValue(lossText(progress.train.total()));
  rate_->setValue(countText(static_cast<std::size_t>(std::max(0.0, progress.notesPerSecond))));
  passes_->setValue(locale.toString(progress.epoch, 'f', progress.epoch < 10 ? 2 : 1));
  elapsed_->setValue(durationText(progress.minutes * 60));
  left_->setValue(durationText(progress.secondsLeft));
  chart_->addTraining(progress.minutes, progress.train.total());
}

void TrainingView::showEvaluation(const TrainingEvaluation& evaluation) {
  chart_->addValidation(evaluation.point.minutes, evaluation.point.validation);
  if (evaluation.best) validationLoss_->setValue(lossText(evaluation.point.validation));
}

void TrainingView::showOutcome(const TrainingRun&, const Result<TrainingOutcome>& outcome) {
  bar_->setVisible(false);
  stop_->setVisible(false);
  left_->setValue(QStringLiteral("–"));
  compose_->setVisible(outcome.hasValue());
  if (!outcome) {
    state_->setText(userText(outcome.error()).replace(QChar(u'\n'), QChar(u' ')));
    setRole(state_, "warning");
    say(state_->text());
    return;
  }
  QString ending;
  switch (outcome->kind) {
    case TrainingOutcome::Kind::Finished:
      ending = tr("Finished.");
      break;
    case TrainingOutcome::Kind::StoppedEarly:
      ending = tr("Finished early: it had stopped getting better.");
      break;
    case TrainingOutcome::Kind::Stopped:
      ending = tr("Stopped.");
      break;
  }
  const double loss = outcome->model.validationLoss;
  state_->setText(std::isfinite(loss)
                      ? tr("%1 The best model is kept: %2 nats a note on held-out pieces.")
                            .arg(ending, lossText(loss))
                      : tr("%1 The model is kept.").arg(ending));
  say(state_->text());
}

void TrainingView::say(const QString& sentence) {
  log_->appendPlainText(QTime::currentTime().toString(QStringLiteral("HH:mm:ss  ")) + sentence);
}

}  // namespace cadenza::ui
