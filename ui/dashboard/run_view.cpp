// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/run_view.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <utility>

#include "core/learn/checkpoints.h"
#include "ui/controls/page_stack.h"
#include "ui/controls/segmented_control.h"
#include "ui/controls/widgets.h"
#include "ui/dashboard/curve_card.h"
#include "ui/dashboard/doctor_panel.h"
#include "ui/dashboard/portrait_view.h"
#include "ui/dashboard/run_figures.h"
#include "ui/dashboard/training_log.h"

namespace cadenza::ui {

namespace {

constexpr int frameMs = 100;
constexpr int gap = 12;
constexpr int narrowestSide = 320;
constexpr int leastWidth = 600;
constexpr int leastWidthForBoth = 900;

QFrame* card(QWidget* widget) {
  auto* frame = new QFrame;
  frame->setProperty("role", QStringLiteral("card"));
  auto* layout = new QVBoxLayout(frame);
  layout->setContentsMargins(16, 12, 16, 12);
  layout->addWidget(widget);
  return frame;
}

}  // namespace

RunView::RunView(TrainingController& training, const Appearance& appearance, QWidget* parent)
    : QWidget(parent), training_(training) {
  column_ = new QVBoxLayout(this);
  column_->setContentsMargins(0, 0, 0, 0);
  column_->setSpacing(gap);
  pages_ = new PageStack;
  pages_->addWidget(makeEmptyState());
  pages_->addWidget(makeBody(appearance));
  column_->addWidget(pages_, 1);
  frame_.setSingleShot(true);
  frame_.setInterval(frameMs);
  connect(&frame_, &QTimer::timeout, this, &RunView::updateFigures);
  listen();
}

QWidget* RunView::makeEmptyState() {
  auto* page = new QWidget;
  auto* layout = new QVBoxLayout(page);
  layout->setContentsMargins(48, 0, 48, 0);
  layout->setSpacing(8);
  auto* title = makeLabel(tr("The loss curve grows here"), "title");
  auto* hint = makeParagraph(
      tr("It falls while the network learns. When the dashed line for held-out pieces stops "
         "falling, more time helps no more. Choose music and a recipe, then start."),
      "quiet");
  for (QLabel* label : {title, hint}) label->setAlignment(Qt::AlignCenter);
  layout->addStretch();
  layout->addWidget(title);
  layout->addWidget(hint);
  layout->addStretch();
  return page;
}

QWidget* RunView::makeBody(const Appearance& appearance) {
  figures_ = new RunFigures(appearance);
  curve_ = new CurveCard(appearance);
  auto* left = new QWidget;
  underCurve_ = new QVBoxLayout(left);
  underCurve_->setContentsMargins(0, 0, 0, 0);
  underCurve_->setSpacing(gap);
  underCurve_->addWidget(card(curve_), 1);

  auto* body = new QWidget;
  auto* column = new QVBoxLayout(body);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(gap);
  column->addWidget(card(figures_));
  sides_ = new QBoxLayout(QBoxLayout::LeftToRight);
  sides_->setSpacing(gap);
  sides_->addWidget(left, 5);
  sides_->addWidget(makeSide(appearance), 2);
  column->addLayout(sides_, 1);
  return body;
}

// The side panel is below the curve where both do not fit side by side.
void RunView::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  sides_->setDirection(width() >= leastWidthForBoth ? QBoxLayout::LeftToRight
                                                    : QBoxLayout::TopToBottom);
}

QSize RunView::minimumSizeHint() const { return {leastWidth, QWidget::minimumSizeHint().height()}; }

QWidget* RunView::makeSide(const Appearance& appearance) {
  doctor_ = new DoctorPanel(appearance);
  portrait_ = new PortraitView(appearance);
  log_ = new TrainingLog;
  auto* choice = new SegmentedControl({tr("What it writes"), tr("Log")}, appearance);
  choice->setObjectName(QStringLiteral("runDetails"));
  auto* pages = new QStackedWidget;
  pages->addWidget(portrait_);
  pages->addWidget(log_);
  connect(choice, &SegmentedControl::currentChanged, pages, &QStackedWidget::setCurrentIndex);
  connect(portrait_, &PortraitView::newestRequested, this, [this] {
    chosenStep_.reset();
    showPortrait();
  });
  auto* details = new QWidget;
  auto* column = new QVBoxLayout(details);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(8);
  column->addWidget(choice);
  column->addWidget(pages, 1);

  auto* side = new QWidget;
  side->setMinimumWidth(narrowestSide);
  auto* layout = new QVBoxLayout(side);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(gap);
  layout->addWidget(card(doctor_), 4);
  layout->addWidget(card(details), 5);
  return side;
}

void RunView::listen() {
  connect(&curve_->chart(), &CourseChart::checkpointChosen, this, [this](qint64 step) {
    choose(step);
    Q_EMIT checkpointChosen(step);
  });
  connect(&training_, &TrainingController::progressed, this,
          [this](const TrainingProgress& progress) {
            if (!isLearning()) return;
            latest_ = progress;
            curve_->chart().refresh();
            updateLater();
          });
  connect(&training_, &TrainingController::evaluated, this, [this] {
    if (!isLearning()) return;
    curve_->chart().refresh();
    showEvaluations();
    updateLater();
  });
  connect(&training_, &TrainingController::logged, this, [this](const QString& sentence) {
    if (isLearning()) log_->add(sentence);
  });
  connect(&training_, &TrainingController::courseLoaded, this, [this](const std::string& id) {
    if (id == id_ && !isLearning()) render();
  });
  connect(&training_, &TrainingController::runsChanged, this, [this] {
    if (!id_.empty() && !run()) show(nullptr);
    updateLater();
  });
  connect(&training_, &TrainingController::ended, this, [this](const TrainingRun& ended) {
    if (ended.id != id_) return;
    latest_.reset();
    updateLater();
  });
}

const TrainingRun* RunView::run() const { return training_.find(id_); }

bool RunView::isLearning() const {
  const TrainingRun* current = training_.current();
  return current && current->id == id_;
}

void RunView::show(const TrainingRun* run) {
  const std::string id = run ? run->id : std::string();
  if (id == id_) return;
  id_ = id;
  latest_.reset();
  chosenStep_.reset();
  marks_ = {};
  render();
  if (run) training_.loadCourse(id_);
}

void RunView::setHeader(QWidget* header) {
  delete header_;
  header_ = header;
  if (header_) column_->insertWidget(0, header_);
}

void RunView::setListening(QWidget* listening) {
  delete listening_;
  listening_ = listening;
  if (listening_) underCurve_->addWidget(listening_);
}

void RunView::setOverlays(std::vector<CourseOverlay> overlays) {
  curve_->chart().setOverlays(std::move(overlays));
}

void RunView::setMarks(const CheckpointMarks& marks) {
  marks_ = marks;
  showMarks();
}

// Of older validations the models are let go while the training learns on.
void RunView::showMarks() {
  const TrainingRun* shown = run();
  if (!shown) return;
  marks_.audible = listCheckpoints(checkpointsFolder(*shown));
  curve_->chart().setMarks(marks_);
}

void RunView::render() {
  const TrainingRun* shown = run();
  pages_->setCurrentIndex(shown ? 1 : 0);
  if (!shown) {
    curve_->setCourse(nullptr, Recipe(), {});
    figures_->clear();
    doctor_->setEvaluations({});
    portrait_->setEvaluation(nullptr, true);
    log_->setLines({});
    return;
  }
  const TrainingOptions& options = shown->plan.options;
  curve_->setCourse(&shown->course, options.recipe, QString::fromStdString(options.modelName));
  log_->setLines(shown->log);
  showEvaluations();
  updateFigures();
}

void RunView::choose(std::int64_t step) {
  chosenStep_ = step;
  showPortrait();
}

void RunView::showEvaluations() {
  const TrainingRun* shown = run();
  if (!shown) return;
  showMarks();
  doctor_->setEvaluations(shown->course.evaluations());
  if (!chosenStep_) showPortrait();
}

void RunView::showPortrait() {
  const TrainingRun* shown = run();
  if (!shown || shown->course.evaluations().empty()) {
    portrait_->setEvaluation(nullptr, true);
    return;
  }
  const auto& evaluations = shown->course.evaluations();
  const TrainingEvaluation* wanted = &evaluations.back();
  for (const TrainingEvaluation& evaluation : evaluations) {
    if (chosenStep_ == evaluation.point.step) wanted = &evaluation;
  }
  portrait_->setEvaluation(wanted, wanted == &evaluations.back());
}

void RunView::updateLater() {
  if (!frame_.isActive()) frame_.start();
}

void RunView::updateFigures() {
  const TrainingRun* shown = run();
  if (shown && isVisible()) figures_->setRun(*shown, latest_);
}

void RunView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  updateFigures();
}

}  // namespace cadenza::ui
