// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/velocity_lane.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/piano_roll/keyboard.h"
#include "ui/piano_roll/time_grid.h"
#include "ui/piano_roll/words.h"

namespace cadenza::ui {
namespace {

constexpr int laneHeight = 84;
constexpr double room = 8;   // above the loudest and under the softest
constexpr double reach = 5;  // pixels around an onset within which its bar is taken
constexpr double headSize = 5;
constexpr std::size_t mostSingleBars = 1200;

}  // namespace

VelocityLane::VelocityLane(RollState& state, WheelControl& wheel, QWidget* parent)
    : QWidget(parent), state_(state), wheel_(wheel) {
  setFixedHeight(laneHeight);
  setMouseTracking(true);
  setFocusPolicy(Qt::ClickFocus);
  setAccessibleName(tr("Velocity lane"));
  const auto repaint = qOverload<>(&QWidget::update);
  connect(&state_, &RollState::viewChanged, this, repaint);
  connect(&state_, &RollState::looksChanged, this, repaint);
}

double VelocityLane::yOf(int velocity) const {
  return room + (127 - velocity) / 126.0 * (height() - 2 * room);
}

int VelocityLane::velocityAt(double y) const {
  const double velocity = 127 - (y - room) / (height() - 2 * room) * 126;
  return static_cast<int>(std::lround(std::clamp(velocity, 1.0, 127.0)));
}

void VelocityLane::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  drag_ = Drag{event->position(), {}, {}};
  sweepTo(event->position());
}

void VelocityLane::mouseMoveEvent(QMouseEvent* event) {
  if (drag_) {
    sweepTo(event->position());
  } else {
    state_.hover(tr("velocity %1").arg(velocityAt(event->position().y())));
  }
}

void VelocityLane::sweepTo(QPointF position) {
  const RollTransform& view = state_.view();
  const QPointF from = drag_->last;
  const auto [left, right] = std::minmax({from.x(), position.x()});
  const auto tick = [&](double x) {
    return static_cast<Tick>(std::clamp<double>(view.tickAt(x - Keyboard::width), 0, maxTick - 1));
  };
  const bool onlySelected = !state_.document().selection().empty();
  for (const Note& note :
       state_.score().notesStartingIn({tick(left - reach), tick(right + reach) + 1})) {
    if (onlySelected && !state_.document().isSelected(note)) continue;
    const double x = view.xOf(note.onset) + Keyboard::width;
    const double width = position.x() - from.x();
    const double share = width == 0 ? 1 : std::clamp((x - from.x()) / width, 0.0, 1.0);
    setVelocity(note, velocityAt(from.y() + share * (position.y() - from.y())));
  }
  drag_->last = position;
  state_.setPreview(edit());
  state_.hover(tr("velocity %1").arg(velocityAt(position.y())));
}

void VelocityLane::setVelocity(const Note& note, int velocity) {
  const auto found = std::lower_bound(drag_->before.begin(), drag_->before.end(), note);
  const auto index = found - drag_->before.begin();
  if (found == drag_->before.end() || *found != note) {
    drag_->before.insert(found, note);
    drag_->after.insert(drag_->after.begin() + index, note);
  }
  drag_->after[static_cast<std::size_t>(index)].velocity = static_cast<std::uint8_t>(velocity);
}

ScoreEdit VelocityLane::edit() const {
  ScoreEdit edit;
  edit.removed.notes = drag_->before;
  edit.added.notes = drag_->after;
  return edit;
}

void VelocityLane::mouseReleaseEvent(QMouseEvent* event) {
  if (!drag_ || event->button() != Qt::LeftButton) return;
  const ScoreEdit done = edit();
  const auto selection = state_.document().selection();
  drag_.reset();
  state_.setPreview({});
  state_.document().push(stepName(tr("Change velocity of"), done.added.notes.size()), done);
  if (selection.empty()) state_.document().clearSelection();
}

bool VelocityLane::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride && drag_) {
    event->accept();
    return true;
  }
  return QWidget::event(event);
}

void VelocityLane::keyPressEvent(QKeyEvent* event) {
  if (!drag_ || event->key() != Qt::Key_Escape) return QWidget::keyPressEvent(event);
  drag_.reset();
  state_.setPreview({});
}

void VelocityLane::wheelEvent(QWheelEvent* event) {
  wheel_.handle(*event, {event->position().x() - Keyboard::width, -1});
}

void VelocityLane::leaveEvent(QEvent* event) {
  state_.hover({});
  QWidget::leaveEvent(event);
}

void VelocityLane::paintEvent(QPaintEvent*) {
  const Theme& theme = state_.theme();
  QPainter painter(this);
  painter.fillRect(rect(), theme.window);
  const QRectF lane(Keyboard::width, 4, width() - Keyboard::width, height() - 4);
  painter.fillRect(lane, theme.rollBlackRow);
  painter.setPen(theme.quietText);
  painter.setFont(fontOfSize(metrics::smallText));
  painter.drawText(QRectF(0, 4, Keyboard::width - 8, height() - 8), Qt::AlignRight | Qt::AlignTop,
                   tr("Velocity"));
  painter.setClipRect(lane);
  for (const GridLine& line : gridLines(state_.score().meter(), state_.view().visibleTicks(), 0,
                                        state_.view().pixelsPerTick())) {
    const double x = std::round(state_.view().xOf(line.tick)) + Keyboard::width;
    painter.fillRect(QRectF(x, lane.top(), 1, lane.height()),
                     line.level == GridLevel::Bar ? theme.gridBar : theme.gridBeat);
  }
  paintBars(painter);
}

void VelocityLane::paintBars(QPainter& painter) const {
  const ScoreEdit& preview = state_.preview();
  const auto& hidden = preview.removed.notes;
  const auto& selection = state_.document().selection();
  const Theme& theme = state_.theme();
  const auto notes = state_.score().notesStartingIn(state_.view().visibleTicks());
  if (notes.size() > mostSingleBars) return paintLoudest(painter, notes);
  std::vector<Note> chosen = preview.added.notes;
  for (const Note& note : notes) {
    if (std::binary_search(hidden.begin(), hidden.end(), note)) continue;
    if (std::binary_search(selection.begin(), selection.end(), note)) {
      chosen.push_back(note);
    } else {
      paintBar(painter, note, theme.noteFill(note.velocity));
    }
  }
  for (const Note& note : chosen) paintBar(painter, note, theme.selection);
}

// Too many to tell apart: the loudest of each column.
void VelocityLane::paintLoudest(QPainter& painter, std::span<const Note> notes) const {
  std::vector<int> loudest(static_cast<std::size_t>(std::max(1, width())), 0);
  for (const Note& note : notes) {
    const double x =
        std::clamp(state_.view().xOf(note.onset) + Keyboard::width, 0.0, width() - 1.0);
    int& velocity = loudest[static_cast<std::size_t>(x)];
    velocity = std::max<int>(velocity, note.velocity);
  }
  for (int x = 0; x < width(); ++x) {
    const int velocity = loudest[static_cast<std::size_t>(x)];
    if (velocity == 0) continue;
    const double top = std::round(yOf(velocity));
    QColor colour = state_.theme().noteFill(velocity);
    painter.fillRect(QRectF(x, top - 2, 1, 3), colour);
    colour.setAlphaF(0.45F);
    painter.fillRect(QRectF(x, top + 1, 1, height() - top - 1), colour);
  }
}

void VelocityLane::paintBar(QPainter& painter, const Note& note, QColor colour) const {
  const double x = std::round(state_.view().xOf(note.onset)) + Keyboard::width;
  const double top = std::round(yOf(note.velocity));
  painter.fillRect(QRectF(x, top, 2, height() - top), colour);
  painter.fillRect(QRectF(x, top - 2, headSize, 4), colour);
}

}  // namespace cadenza::ui
