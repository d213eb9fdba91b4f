// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/course_chart.h"

#include <qcustomplot.h>

#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/controls/words.h"
#include "ui/dashboard/chart_items.h"
#include "ui/dashboard/plot_style.h"

namespace cadenza::ui {

namespace {

constexpr int frameMs = 100;
constexpr int leastHeight = 160;
constexpr int entriesInARow = 5;
constexpr double barely = 0.001;  // a stretch factor: no wider than it has to be
constexpr int leftMargin = 64;    // labels may change their width, the curve stays in its place
constexpr double roomAtTheEnd = 1.02;  // of the course, so that its newest point is seen

double leastReach(CourseAxis axis) {
  switch (axis) {
    case CourseAxis::Minutes:
      return 0.1;
    case CourseAxis::Epochs:
      return 0.01;
    case CourseAxis::Steps:
      return 10;
  }
  return 1;
}

QString axisTitle(CourseAxis axis) {
  switch (axis) {
    case CourseAxis::Minutes:
      return CourseChart::tr("minutes");
    case CourseAxis::Epochs:
      return CourseChart::tr("epochs");
    case CourseAxis::Steps:
      return CourseChart::tr("steps");
  }
  return {};
}

QString unitOf(const Recipe& recipe) {
  const auto unit = lossUnit(recipe);
  return QString::fromUtf8(unit.data(), static_cast<qsizetype>(unit.size()));
}

// A logarithmic axis over less than a decade has next to no powers to label.
void setScale(QCPAxis& axis, bool logarithmic, const QCPRange& range) {
  axis.setScaleType(logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
  const bool decades = logarithmic && range.lower > 0 && range.upper / range.lower > 20;
  axis.setTicker(decades ? QSharedPointer<QCPAxisTicker>(new QCPAxisTickerLog)
                         : QSharedPointer<QCPAxisTicker>(new QCPAxisTicker));
}

// In a row above the chart, where no curve crosses it.
void placeLegend(QCustomPlot& plot) {
  plot.setAutoAddPlottableToLegend(false);
  plot.legend->setVisible(true);
  plot.legend->setFillOrder(QCPLegend::foColumnsFirst);
  plot.legend->setMargins(QMargins(leftMargin, 0, 0, 0));
  plot.legend->setColumnSpacing(20);
  plot.legend->setWrap(entriesInARow);
  auto* row = new QCPLayoutGrid;
  plot.plotLayout()->insertRow(0);
  plot.plotLayout()->addElement(0, 0, row);
  plot.plotLayout()->setRowStretchFactor(0, barely);
  plot.plotLayout()->setRowSpacing(0);
  row->addElement(0, 0, plot.legend);
  row->addElement(0, 1, new QCPLayoutElement(&plot));
  row->setColumnStretchFactor(0, barely);
}

}  // namespace

CourseChart::CourseChart(const Appearance& appearance, QWidget* parent)
    : QWidget(parent), appearance_(appearance), plot_(new QCustomPlot(this)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(plot_);
  setMinimumHeight(leastHeight);
  setFocusPolicy(Qt::StrongFocus);
  plot_->setFocusPolicy(Qt::NoFocus);
  plot_->setPlottingHint(QCP::phFastPolylines);
  placeLegend(*plot_);
  plot_->axisRect()->setMinimumMargins(QMargins(leftMargin, 8, 8, 0));
  plot_->layer(QStringLiteral("overlay"))->setMode(QCPLayer::lmBuffered);
  curves_ = std::make_unique<CourseCurves>(*plot_, appearance_);
  marks_ = new MarksItem(*plot_, appearance_);
  reading_ = new ReadOutItem(*plot_, appearance_);
  reading_->setLayer(QStringLiteral("overlay"));
  frame_.setSingleShot(true);
  frame_.setInterval(frameMs);
  connect(&frame_, &QTimer::timeout, this, &CourseChart::drawNow);
  connect(&appearance_, &Appearance::themeChanged, this, &CourseChart::dress);
  listen();
  rearrange();
  dress();
  describe();
}

CourseChart::~CourseChart() = default;

void CourseChart::setCourse(const TrainingCourse* course, const Recipe& recipe) {
  if (course != course_) checkpoints_ = {};
  course_ = course;
  recipe_ = recipe;
  across_.reset();
  upright_.reset();
  endReading();
  if (look_.head >= 0 && headNames(recipe_).at(static_cast<std::size_t>(look_.head)).empty()) {
    look_.head = totalLoss;
  }
  rearrange();
  Q_EMIT wholeChanged(true);
}

void CourseChart::setOverlays(std::vector<CourseOverlay> overlays) {
  std::erase_if(overlays, [](const CourseOverlay& overlay) { return !overlay.course; });
  overlays_ = std::move(overlays);
  rearrange();
}

void CourseChart::setLook(const CourseLook& look) {
  if (look == look_) return;
  // What is zoomed to keeps its meaning only as long as the axis does.
  if (look.axis != look_.axis) across_.reset();
  if (look.axis != look_.axis || look.head != look_.head) upright_.reset();
  if (look.logarithmic && upright_ && upright_->begin <= 0) upright_.reset();
  look_ = look;
  endReading();
  rearrange();
  Q_EMIT wholeChanged(isWhole());
}

void CourseChart::setMarks(CheckpointMarks marks) {
  checkpoints_ = std::move(marks);
  refresh();
}

void CourseChart::rearrange() {
  curves_->arrange(recipe_, look_, overlays_);
  drawNow();
}

void CourseChart::refresh() {
  outdated_ = true;
  if (isVisible() && !frame_.isActive()) frame_.start();
}

void CourseChart::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (outdated_) drawNow();
}

void CourseChart::drawNow() {
  frame_.stop();
  outdated_ = !isVisible();
  if (outdated_) return;
  curves_->fill(course_);
  fitAxes();
  placeMarks();
  describe();
  if (reading_->readOut()) drawReading();
  plot_->replot(QCustomPlot::rpQueuedRefresh);
  ++framesDrawn_;
}

double CourseChart::wholeEnd() const {
  return roomAtTheEnd * std::max(curves_->reach(), leastReach(look_.axis));
}

void CourseChart::fitAxes() {
  const Span across = across_.value_or(Span{0, wholeEnd()});
  plot_->xAxis->setRange(across.begin, across.end);
  plot_->xAxis->setLabel(axisTitle(look_.axis));
  curves_->plotFor(across.begin, across.end);
  const auto fitting = curves_->rangeBetween(across.begin, across.end, look_.logarithmic);
  QCPRange range(look_.logarithmic ? 0.1 : 0, 10);
  if (fitting) range = QCPRange(fitting->low, fitting->high);
  if (upright_) range = QCPRange(upright_->begin, upright_->end);
  setScale(*plot_->yAxis, look_.logarithmic, range);
  plot_->yAxis->setRange(range);
  plot_->yAxis->setLabel(unitOf(recipe_));
}

void CourseChart::placeMarks() {
  std::vector<ChartMark> marks;
  if (course_) {
    const TrainingEvaluation* best = nullptr;
    for (const TrainingEvaluation& evaluation : course_->evaluations()) {
      if (evaluation.best) best = &evaluation;
    }
    const auto lines = curves_->lines();
    for (const int head : curves_->heads()) {
      const auto line = std::find_if(lines.begin(), lines.end(), [&](const auto& candidate) {
        return candidate.validation && candidate.overlay < 0 && candidate.head == head;
      });
      for (const TrainingEvaluation& evaluation : course_->evaluations()) {
        const double loss = lossOf(evaluation.validation, head);
        if (!std::isfinite(loss) || line == lines.end()) continue;
        const std::int64_t step = evaluation.point.step;
        ChartMark mark{placeOf(evaluation, *course_, look_.axis), loss, line->pen.color()};
        mark.audible = isAudible(step);
        mark.best = &evaluation == best;
        if (head == curves_->heads().front()) {
          mark.heard = checkpoints_.heard == step;
          mark.a = checkpoints_.a == step;
          mark.b = checkpoints_.b == step;
          mark.kept = std::find(checkpoints_.kept.begin(), checkpoints_.kept.end(), step) !=
                      checkpoints_.kept.end();
        }
        marks.push_back(mark);
      }
    }
  }
  marks_->setMarks(std::move(marks));
}

bool CourseChart::isAudible(std::int64_t step) const {
  return std::binary_search(checkpoints_.audible.begin(), checkpoints_.audible.end(), step);
}

void CourseChart::dress() {
  dressPlot(*plot_, appearance_.theme());
  curves_->dress();
  QColor frame = appearance_.theme().accent;
  plot_->selectionRect()->setPen(QPen(frame, 1));
  frame.setAlphaF(0.15f);
  plot_->selectionRect()->setBrush(frame);
  placeMarks();
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

void CourseChart::describe() {
  QString text = tr("Loss curve.");
  for (const CourseCurves::Line& line : curves_->lines()) {
    if (line.overlay >= 0 || line.series->values.empty()) continue;
    text += tr(" %1 %2 %3.").arg(line.name, lossText(line.series->values.back()), unitOf(recipe_));
  }
  if (text != accessibleName()) setAccessibleName(text);
}

int CourseChart::trainingPoints() const {
  for (const CourseCurves::Line& line : curves_->lines()) {
    if (!line.validation && line.overlay < 0) return static_cast<int>(line.series->values.size());
  }
  return 0;
}

int CourseChart::validationPoints() const {
  for (const CourseCurves::Line& line : curves_->lines()) {
    if (line.validation && line.overlay < 0) return static_cast<int>(line.series->values.size());
  }
  return 0;
}

int CourseChart::pointsInAFrame() const {
  int points = 0;
  for (int i = 0; i < plot_->graphCount(); ++i) points += plot_->graph(i)->dataCount();
  return points;
}

QPixmap CourseChart::picture(QSize size, double scale) {
  drawNow();
  reading_->setVisible(false);
  const QPixmap pixmap = plot_->toPixmap(size.width(), size.height(), scale);
  reading_->setVisible(true);
  plot_->replot(QCustomPlot::rpQueuedReplot);
  return pixmap;
}

}  // namespace cadenza::ui
