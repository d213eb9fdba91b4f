// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/mini_map.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/piano_roll/words.h"

namespace cadenza::ui {
namespace {

constexpr double edgeReach = 5;
constexpr double smallestFrame = 10;
constexpr int margin = 4;  // above and under the notes

}  // namespace

MiniMap::MiniMap(RollState& state, WheelControl& wheel, QWidget* parent)
    : QWidget(parent), state_(state), wheel_(wheel) {
  setFixedHeight(height);
  setMouseTracking(true);
  setFocusPolicy(Qt::ClickFocus);
  setAttribute(Qt::WA_OpaquePaintEvent);
  setAccessibleName(tr("Map of the piece"));
  setToolTip(tr("The whole piece: drag the frame to scroll, its edges to zoom"));
  const auto repaint = qOverload<>(&QWidget::update);
  connect(&state_, &RollState::viewChanged, this, repaint);
  connect(&state_, &RollState::timeRangeChanged, this, repaint);
  connect(&state_, &RollState::looksChanged, this, repaint);
  connect(&state_, &RollState::themeChanged, this, &MiniMap::forgetImage);
  connect(&state_.document(), &Document::changed, this, &MiniMap::forgetImage);
  connect(&state_.document(), &Document::replaced, this, &MiniMap::forgetImage);
  connect(&state_, &RollState::candidateChanged, this, &MiniMap::forgetImage);
  connect(&state_, &RollState::playheadMoved, this, [this](Tick from, Tick to) {
    for (const Tick tick : {from, to}) update(static_cast<int>(xOf(tick)) - 2, 0, 5, height);
  });
}

double MiniMap::xOf(double tick) const {
  return tick / std::max<double>(1, state_.contentEnd()) * width();
}

double MiniMap::tickAt(double x) const { return x / std::max(1, width()) * state_.contentEnd(); }

QRectF MiniMap::frame() const {
  const RollTransform& view = state_.view();
  double left = xOf(view.leftTick());
  double right = xOf(view.tickAt(view.size().width()));
  if (right - left < smallestFrame) {
    left = (left + right - smallestFrame) / 2;
    right = left + smallestFrame;
  }
  return {QPointF(left, 0), QPointF(std::min<double>(right, width()), height)};
}

MiniMap::Part MiniMap::partAt(double x) const {
  const QRectF shown = frame();
  const double reach = std::min(edgeReach, shown.width() / 3);
  if (std::abs(x - shown.left()) <= reach) return Part::Left;
  if (std::abs(x - shown.right()) <= reach) return Part::Right;
  return x > shown.left() && x < shown.right() ? Part::Body : Part::Outside;
}

void MiniMap::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || drag_) return;
  const double x = event->position().x();
  const Part part = partAt(x);
  const RollTransform before = state_.view();
  const double visible = before.size().width() / before.pixelsPerTick();
  // Beside the frame: its middle comes to the pointer, and is dragged on from there.
  const double grabbed = part == Part::Outside ? visible / 2 : tickAt(x) - before.leftTick();
  drag_ = Drag{part == Part::Outside ? Part::Body : part, grabbed, before};
  if (part == Part::Outside) dragTo(x);
}

void MiniMap::dragTo(double x) {
  const RollTransform& before = drag_->before;
  const double tick = tickAt(x);
  const double left = before.leftTick();
  const double right = before.tickAt(before.size().width());
  const auto fit = [&](double begin, double end) {
    const auto whole = [](double t) {
      return static_cast<Tick>(std::clamp<double>(std::round(t), 0, maxTick));
    };
    state_.changeView([&](RollTransform& view) { view.fitTime({whole(begin), whole(end)}, 0); });
  };
  const double least = ticksPerQuarter / 4.0;
  switch (drag_->part) {
    case Part::Left:
      return fit(std::min(tick, right - least), right);
    case Part::Right:
      return fit(left, std::max(tick, left + least));
    default:
      state_.changeView(
          [&](RollTransform& view) { view.scrollTo(tick - drag_->grabbed, view.topRow()); });
  }
}

void MiniMap::mouseMoveEvent(QMouseEvent* event) {
  const double x = event->position().x();
  if (drag_) return dragTo(x);
  const Part part = partAt(x);
  setCursor(part == Part::Body      ? Qt::OpenHandCursor
            : part == Part::Outside ? Qt::PointingHandCursor
                                    : Qt::SizeHorCursor);
  const Tick tick = state_.toGrid(std::clamp<double>(tickAt(x), 0, maxTick), true);
  state_.hover(tr("bar %1").arg(state_.score().meter().positionAt(tick).bar + 1));
}

void MiniMap::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) drag_.reset();
}

bool MiniMap::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride && drag_) {
    event->accept();
    return true;
  }
  return QWidget::event(event);
}

void MiniMap::keyPressEvent(QKeyEvent* event) {
  if (!drag_ || event->key() != Qt::Key_Escape) return QWidget::keyPressEvent(event);
  const RollTransform before = drag_->before;
  drag_.reset();
  state_.setView(before);
}

void MiniMap::wheelEvent(QWheelEvent* event) {
  wheel_.handle(*event, {state_.view().xOf(tickAt(event->position().x())), -1});
}

void MiniMap::leaveEvent(QEvent* event) {
  state_.hover({});
  QWidget::leaveEvent(event);
}

void MiniMap::forgetImage() {
  image_ = QImage();
  update();
}

void MiniMap::paintEvent(QPaintEvent* event) {
  const double scale = devicePixelRatioF();
  const QSize wanted(static_cast<int>(std::ceil(width() * scale)),
                     static_cast<int>(std::ceil(height * scale)));
  if (image_.size() != wanted || paintedEnd_ != state_.contentEnd()) {
    image_ = QImage(wanted, QImage::Format_RGB32);
    paintedEnd_ = state_.contentEnd();
    paintNotes();
    image_.setDevicePixelRatio(scale);
  }
  QPainter painter(this);
  painter.setClipRegion(event->region());
  painter.drawImage(0, 0, image_);
  paintBands(painter);
  paintFrame(painter);
  const double x = std::round(xOf(state_.playhead()));
  painter.fillRect(QRectF(x, 0, 1.5, height), state_.theme().playhead);
}

// Straight into the pixels: a million notes take a few milliseconds.
void MiniMap::paintNotes() {
  image_.fill(state_.theme().rollBlackRow);
  const auto& notes = state_.score().notes();
  const auto& proposed = state_.candidate().notes;
  if (notes.empty() && proposed.empty()) return;
  int lowest = 127;
  int highest = 0;
  for (const auto* each : {&notes, &proposed}) {
    for (const Note& note : *each) {
      lowest = std::min<int>(lowest, note.pitch);
      highest = std::max<int>(highest, note.pitch);
    }
  }
  // A few notes of one pitch do not fill the strip.
  const int spare = std::max(0, 24 - (highest - lowest)) / 2;
  lowest -= spare;
  highest += spare;
  const double scale = static_cast<double>(image_.height()) / height;
  const double room = image_.height() - 2 * margin * scale;
  const double row = room / (highest - lowest + 1);
  const int thick = std::max(1, static_cast<int>(std::lround(std::max(row, scale))));
  const double perTick = image_.width() / std::max<double>(1, paintedEnd_);
  auto* const pixels = reinterpret_cast<QRgb*>(image_.bits());
  const auto stride = image_.bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb));
  const auto paint = [&](const std::vector<Note>& some, QRgb colour) {
    for (const Note& note : some) {
      const int top = static_cast<int>(margin * scale + (highest - note.pitch) * row);
      const int left = static_cast<int>(note.onset * perTick);
      const int right =
          std::min(std::max(left + 1, static_cast<int>(note.end() * perTick)), image_.width());
      for (int y = top; y < std::min(top + thick, image_.height()); ++y) {
        std::fill(pixels + y * stride + std::min(left, right), pixels + y * stride + right, colour);
      }
    }
  };
  paint(notes, state_.theme().accent.rgb());
  paint(proposed, state_.theme().candidate.rgb());
}

void MiniMap::paintBands(QPainter& painter) const {
  const Theme& theme = state_.theme();
  const auto band = [&](TickRange range, QColor colour) {
    if (range.length() <= 0) return;
    const double left = std::round(xOf(range.begin));
    const double right = std::max(left + 2, std::round(xOf(range.end)));
    painter.fillRect(QRectF(left, height - 3, right - left, 3), colour);
    colour.setAlphaF(0.18F);
    painter.fillRect(QRectF(left, 0, right - left, height - 3), colour);
  };
  band(state_.candidateRange(), theme.candidate);
  if (state_.timeRange()) {
    band(*state_.timeRange(), state_.isLooping() ? theme.accent : theme.controlEdge);
  }
}

void MiniMap::paintFrame(QPainter& painter) const {
  const Theme& theme = state_.theme();
  const QRectF shown = frame();
  QColor shade = theme.window;
  shade.setAlphaF(0.62F);
  painter.fillRect(QRectF(0, 0, shown.left(), height), shade);
  painter.fillRect(QRectF(shown.right(), 0, width() - shown.right(), height), shade);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(theme.controlEdge, 1));
  painter.setBrush(Qt::NoBrush);
  painter.drawRoundedRect(shown.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
  painter.setRenderHint(QPainter::Antialiasing, false);
}

}  // namespace cadenza::ui
