// SPDX-License-Identifier: GPL-3.0-or-later
// What hands do to the chart: zoom, read out, choose.
#include <qcustomplot.h>

#include <QAccessible>
#include <QKeyEvent>
#include <algorithm>
#include <cmath>

#include "ui/dashboard/chart_items.h"
#include "ui/dashboard/chart_reading.h"
#include "ui/dashboard/course_chart.h"

namespace cadenza::ui {

namespace {

constexpr int clickReachUpright = 32;
constexpr int clickReach = 12;     // pixels around a validation
constexpr int smallestFrame = 8;   // pixels; less is a click
constexpr double wheelStep = 0.8;  // a notch shows this much of what was shown
constexpr double closest = 1e-4;   // of the whole; no nearer
constexpr int nudgesAcross = 100;  // fine steps by keyboard

bool isOurs(const QKeyEvent& key) {
  switch (key.key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Plus:
    case Qt::Key_Equal:
    case Qt::Key_Minus:
    case Qt::Key_0:
    case Qt::Key_Escape:
      return !key.modifiers().testFlag(Qt::ControlModifier);
    default:
      return false;
  }
}

}  // namespace

void CourseChart::listen() {
  plot_->installEventFilter(this);
  plot_->setSelectionRectMode(QCP::srmCustom);
  connect(plot_, &QCustomPlot::mousePress, this, &CourseChart::pressed);
  connect(plot_, &QCustomPlot::mouseMove, this, &CourseChart::moved);
  connect(plot_, &QCustomPlot::mouseRelease, this, &CourseChart::released);
  connect(plot_, &QCustomPlot::mouseWheel, this, &CourseChart::wheeled);
  connect(plot_, &QCustomPlot::mouseDoubleClick, this, [this] { showWhole(); });
  connect(plot_->selectionRect(), &QCPSelectionRect::accepted, this,
          [this](const QRect& frame) { zoomTo(frame.normalized()); });
}

bool CourseChart::eventFilter(QObject* watched, QEvent* event) {
  if (watched == plot_ && event->type() == QEvent::Leave && !hasFocus()) endReading();
  return QWidget::eventFilter(watched, event);
}

bool CourseChart::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride && isOurs(static_cast<QKeyEvent&>(*event))) {
    event->accept();
    return true;
  }
  return QWidget::event(event);
}

void CourseChart::pressed(QMouseEvent* event) {
  const bool pulls = event->button() == Qt::MiddleButton ||
                     (event->button() == Qt::LeftButton && event->modifiers() & Qt::ShiftModifier);
  plot_->setSelectionRectMode(event->button() == Qt::LeftButton && !pulls ? QCP::srmCustom
                                                                          : QCP::srmNone);
  if (event->button() == Qt::LeftButton) pressedAt_ = event->pos();
  if (pulls) pulledFrom_ = event->pos();
}

void CourseChart::moved(QMouseEvent* event) {
  if (pulledFrom_ && across_) {
    const double by =
        plot_->xAxis->pixelToCoord(pulledFrom_->x()) - plot_->xAxis->pixelToCoord(event->pos().x());
    pulledFrom_ = event->pos();
    const double size = across_->end - across_->begin;
    const double begin = std::clamp(across_->begin + by, 0.0, std::max(0.0, wholeEnd() - size));
    setZoom(Span{begin, begin + size}, upright_);
  }
  readOutAtPixel(event->pos());
}

void CourseChart::released(QMouseEvent* event) {
  pulledFrom_.reset();
  if (!pressedAt_ || event->button() != Qt::LeftButton) return;
  const bool click = (event->pos() - *pressedAt_).manhattanLength() < smallestFrame;
  pressedAt_.reset();
  if (!click) return;
  if (const auto* evaluation = evaluationAt(event->pos())) {
    Q_EMIT checkpointChosen(evaluation->point.step);
  }
}

void CourseChart::wheeled(QWheelEvent* event) {
  const double factor = std::pow(wheelStep, event->angleDelta().y() / 120.0);
  const QRect area = plot_->axisRect()->rect();
  if (!event->modifiers().testFlag(Qt::ControlModifier)) {
    zoomAround(factor, (event->position().x() - area.left()) / std::max(1, area.width()));
    return;
  }
  const double centre = plot_->yAxis->pixelToCoord(event->position().y());
  QCPRange range = plot_->yAxis->range();
  if (look_.logarithmic) {
    range = {centre * std::pow(range.lower / centre, factor),
             centre * std::pow(range.upper / centre, factor)};
  } else {
    range = {centre + (range.lower - centre) * factor, centre + (range.upper - centre) * factor};
  }
  setZoom(across_, Span{range.lower, range.upper});
}

void CourseChart::zoomTo(const QRect& frame) {
  if (frame.width() < smallestFrame) return;
  const auto across = [&](int pixel) { return plot_->xAxis->pixelToCoord(pixel); };
  const auto upright = [&](int pixel) { return plot_->yAxis->pixelToCoord(pixel); };
  const Span x{std::max(0.0, across(frame.left())), std::min(wholeEnd(), across(frame.right()))};
  if (x.end - x.begin < closest * wholeEnd()) return;
  const bool flat = frame.height() < 3 * smallestFrame;
  setZoom(x, flat ? upright_
                  : std::optional<Span>(Span{upright(frame.bottom()), upright(frame.top())}));
}

void CourseChart::showWhole() { setZoom({}, {}); }

void CourseChart::zoom(double factor) {
  const QCPRange range = plot_->xAxis->range();
  const auto& readOut = reading_->readOut();
  const bool seen = readOut && range.contains(readOut->place);
  zoomAround(factor, seen ? (readOut->place - range.lower) / range.size() : 0.5);
}

void CourseChart::zoomAround(double factor, double share) {
  const double whole = wholeEnd();
  const Span now = across_.value_or(Span{0, whole});
  const double size = std::max(closest * whole, (now.end - now.begin) * factor);
  if (size >= whole) {
    setZoom({}, {});
    return;
  }
  const double centre = now.begin + share * (now.end - now.begin);
  const double begin = std::clamp(centre - share * size, 0.0, whole - size);
  setZoom(Span{begin, begin + size}, upright_);
}

void CourseChart::setZoom(std::optional<Span> across, std::optional<Span> upright) {
  const bool before = isWhole();
  across_ = across;
  upright_ = upright;
  fitAxes();
  plot_->replot(QCustomPlot::rpQueuedReplot);
  if (isWhole() != before) Q_EMIT wholeChanged(isWhole());
}

const TrainingEvaluation* CourseChart::evaluationAt(const QPoint& at) const {
  if (!course_ || !plot_->axisRect()->rect().contains(at)) return nullptr;
  const QCPAxis& x = *plot_->xAxis;
  const double reach = x.pixelToCoord(clickReach) - x.pixelToCoord(0);
  const auto* evaluation = evaluationNear(*course_, look_.axis, x.pixelToCoord(at.x()), reach);
  if (!evaluation) return nullptr;
  const auto isNear = [&](int head) {
    const double y = plot_->yAxis->coordToPixel(lossOf(evaluation->validation, head));
    return std::abs(y - at.y()) <= clickReachUpright;
  };
  const auto& heads = curves_->heads();
  return std::any_of(heads.begin(), heads.end(), isNear) ? evaluation : nullptr;
}

std::optional<QPoint> CourseChart::positionOf(std::int64_t step) const {
  if (!course_) return std::nullopt;
  for (const TrainingEvaluation& evaluation : course_->evaluations()) {
    if (evaluation.point.step != step) continue;
    const double x = plot_->xAxis->coordToPixel(placeOf(evaluation, *course_, look_.axis));
    const int head = curves_->heads().front();
    const double y = plot_->yAxis->coordToPixel(lossOf(evaluation.validation, head));
    return plot_->mapTo(this, QPointF(x, y).toPoint());
  }
  return std::nullopt;
}

void CourseChart::readOutAtPixel(const QPoint& at) {
  if (!course_ || !plot_->axisRect()->rect().contains(at)) {
    if (!hasFocus()) endReading();
    return;
  }
  const auto* evaluation = evaluationAt(at);
  plot_->setCursor(evaluation ? Qt::PointingHandCursor : Qt::CrossCursor);
  if (evaluation) {
    readOut(*evaluation);
    return;
  }
  const double place = std::min(plot_->xAxis->pixelToCoord(at.x()), curves_->reach());
  reading_->setReadOut(ui::readOutAt(place, *course_, look_, curves_->lines()));
  plot_->layer(QStringLiteral("overlay"))->replot();
}

void CourseChart::readOut(const TrainingEvaluation& evaluation) {
  reading_->setReadOut(readOutFor(evaluation));
  plot_->layer(QStringLiteral("overlay"))->replot();
}

std::optional<ReadOut> CourseChart::readOutFor(const TrainingEvaluation& evaluation) const {
  return readOutOf(evaluation, isAudible(evaluation.point.step), *course_, look_, curves_->lines());
}

void CourseChart::readOutAt(double place) {
  if (!course_) return;
  place = std::clamp(place, 0.0, curves_->reach());
  reading_->setReadOut(ui::readOutAt(place, *course_, look_, curves_->lines()));
  keepInView(place);
  plot_->layer(QStringLiteral("overlay"))->replot();
  tellReading();
}

// What is read out grows with the course.
void CourseChart::drawReading() {
  const double place = reading_->readOut()->place;
  if (!course_) {
    reading_->setReadOut({});
  } else if (const auto* evaluation = evaluationNear(*course_, look_.axis, place, 1e-9)) {
    reading_->setReadOut(readOutFor(*evaluation));
  } else {
    reading_->setReadOut(ui::readOutAt(place, *course_, look_, curves_->lines()));
  }
}

void CourseChart::endReading() {
  if (!reading_->readOut()) return;
  reading_->setReadOut({});
  plot_->layer(QStringLiteral("overlay"))->replot();
}

QString CourseChart::readOutText() const {
  return reading_->readOut() ? reading_->readOut()->sentence() : QString();
}

void CourseChart::tellReading() {
  setAccessibleDescription(readOutText());
  QAccessibleEvent told(this, QAccessible::DescriptionChanged);
  QAccessible::updateAccessibility(&told);
}

void CourseChart::keepInView(double place) {
  if (!across_ || (place >= across_->begin && place <= across_->end)) return;
  const double size = across_->end - across_->begin;
  const double begin = std::clamp(place - size / 2, 0.0, std::max(0.0, wholeEnd() - size));
  setZoom(Span{begin, begin + size}, upright_);
}

void CourseChart::stepReading(int direction) {
  if (!course_) return;
  const auto& readOut = reading_->readOut();
  const double from = readOut ? readOut->place : (direction > 0 ? -1 : wholeEnd());
  const TrainingEvaluation* next = nullptr;
  double least = wholeEnd() + 1;
  for (const TrainingEvaluation& evaluation : course_->evaluations()) {
    if (!std::isfinite(evaluation.validation.total())) continue;
    const double away = direction * (placeOf(evaluation, *course_, look_.axis) - from);
    if (away <= 1e-9 || away >= least) continue;
    least = away;
    next = &evaluation;
  }
  if (!next) return;
  keepInView(placeOf(*next, *course_, look_.axis));
  this->readOut(*next);
  tellReading();
}

void CourseChart::nudgeReading(int direction) {
  const QCPRange range = plot_->xAxis->range();
  const auto& readOut = reading_->readOut();
  const double from = readOut ? readOut->place : range.center();
  readOutAt(from + direction * range.size() / nudgesAcross);
}

void CourseChart::keyPressEvent(QKeyEvent* event) {
  if (!isOurs(*event)) {
    QWidget::keyPressEvent(event);
    return;
  }
  const bool fine = event->modifiers().testFlag(Qt::ShiftModifier);
  switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right: {
      const int direction = event->key() == Qt::Key_Right ? 1 : -1;
      fine ? nudgeReading(direction) : stepReading(direction);
      break;
    }
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (const auto& readOut = reading_->readOut(); course_ && readOut && readOut->checkpoint) {
        const auto* chosen = evaluationNear(*course_, look_.axis, readOut->place, 1e-9);
        if (chosen) Q_EMIT checkpointChosen(chosen->point.step);
      }
      break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
      zoom(wheelStep);
      break;
    case Qt::Key_Minus:
      zoom(1 / wheelStep);
      break;
    case Qt::Key_0:
      showWhole();
      break;
    case Qt::Key_Escape:
      if (plot_->selectionRect()->isActive()) plot_->selectionRect()->cancel();
      endReading();
      break;
    default:
      break;
  }
}

void CourseChart::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  reading_->setFocused(event->reason() != Qt::MouseFocusReason);
  plot_->layer(QStringLiteral("overlay"))->replot();
}

void CourseChart::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  reading_->setFocused(false);
  endReading();
  plot_->layer(QStringLiteral("overlay"))->replot();
}

}  // namespace cadenza::ui
