// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/velocity_lane.h"

#include <QPainter>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/piano_roll/sorted_walk.h"
#include "ui/piano_roll/velocity_gestures.h"
#include "ui/piano_roll/words.h"

namespace cadenza::ui {
namespace {

constexpr double headSize = 5;
constexpr double headReach = 4;  // pixels above and under a head within which it is taken
constexpr std::size_t mostSingleBars = 1200;

bool contains(const std::vector<Note>& sorted, const Note& note) {
  return std::binary_search(sorted.begin(), sorted.end(), note);
}

}  // namespace

VelocityLane::VelocityLane(RollState& state, WheelControl& wheel, QWidget* parent)
    : Lane(LaneKind::Velocity, tr("Velocity"), state, wheel, parent) {
  setToolTip(
      tr("Drag: paint velocities · Ctrl: line · Ctrl+Shift: curve\n"
         "Selected notes: drag a head to move all · Alt: scale"));
}

std::optional<Note> VelocityLane::headAt(QPointF position) const {
  const LaneScale scale = velocityScale(height());
  std::optional<Note> nearest;
  double least = headReach;
  for (const Note& note : notesUnderStroke(state(), position.x(), position.x())) {
    const double distance = std::abs(scale.yOf(note.velocity) - position.y());
    if (distance > least) continue;
    least = distance;
    nearest = note;
  }
  return nearest;
}

std::unique_ptr<Gesture> VelocityLane::gestureFor(const Pointer& pressed) {
  const std::vector<Note>& selected = state().document().selection();
  if (pressed.ignoresSnap()) {
    const double x = pressed.position.x();
    return scaleGesture(state(), pressed, height(),
                        selected.empty() ? notesUnderStroke(state(), x, x) : selected);
  }
  if (pressed.copies()) return lineGesture(state(), pressed, height());
  if (!selected.empty() && headAt(pressed.position)) {
    return shiftGesture(state(), pressed, height(), selected);
  }
  return strokeGesture(state(), pressed, height());
}

void VelocityLane::hoverAt(const Pointer& pointer) {
  const auto head = headAt(pointer.position);
  const bool moves = head && state().document().isSelected(*head);
  setCursor(moves ? Qt::SizeVerCursor : Qt::CrossCursor);
  const auto velocity =
      static_cast<int>(std::lround(velocityScale(height()).valueAt(pointer.position.y())));
  state().hover(head ? noteText(state().score().meter(), *head, state().key())
                     : tr("velocity %1").arg(velocity));
}

void VelocityLane::paintValues(QPainter& painter, const QRectF&) {
  paintNotes(painter);
  const TickRange seen = paintedTicks();
  for (const Note& note : state().candidate().notes) {
    if (seen.contains(note.onset)) paintBar(painter, note, state().theme().candidate);
  }
}

void VelocityLane::paintNotes(QPainter& painter) const {
  const auto notes = state().score().notesStartingIn(paintedTicks());
  if (notes.size() > mostSingleBars) return paintGathered(painter, notes);
  const std::vector<Note>& hidden = state().preview().removed.notes;
  const std::vector<Note>& selection = state().document().selection();
  std::vector<Note> chosen = state().preview().added.notes;
  for (const Note& note : notes) {
    if (contains(hidden, note)) continue;
    if (contains(selection, note)) {
      chosen.push_back(note);
    } else {
      paintBar(painter, note, state().theme().noteFill(note.velocity));
    }
  }
  for (const Note& note : chosen) paintBar(painter, note, state().theme().selection);
}

// Too many to tell apart: the loudest of each column, and the loudest that is chosen over it.
void VelocityLane::paintGathered(QPainter& painter, std::span<const Note> notes) const {
  const RollTransform& view = state().view();
  const auto columns = static_cast<std::size_t>(std::max(1.0, std::ceil(view.size().width())));
  std::vector<int> plain(columns, 0);
  std::vector<int> chosen(columns, 0);
  const auto add = [&](std::vector<int>& loudest, const Note& note) {
    const double x = std::clamp(view.xOf(note.onset), 0.0, static_cast<double>(columns - 1));
    int& velocity = loudest[static_cast<std::size_t>(x)];
    velocity = std::max<int>(velocity, note.velocity);
  };
  const ScoreEdit& preview = state().preview();
  SortedWalk hidden(preview.removed.notes);
  SortedWalk selected(state().document().selection());
  for (const Note& note : notes) {
    if (!hidden.meets(note)) add(selected.meets(note) ? chosen : plain, note);
  }
  for (const Note& note : preview.added.notes) add(chosen, note);
  const LaneScale scale = velocityScale(height());
  const auto paint = [&](std::size_t x, int velocity, QColor colour) {
    if (velocity == 0) return;
    const double top = std::round(scale.yOf(velocity));
    const auto left = static_cast<double>(x);
    painter.fillRect(QRectF(left, top - 2, 1, 3), colour);
    colour.setAlphaF(0.45F);
    painter.fillRect(QRectF(left, top + 1, 1, height() - top - 1), colour);
  };
  for (std::size_t x = 0; x < columns; ++x) {
    paint(x, plain[x], state().theme().noteFill(plain[x]));
    paint(x, chosen[x], state().theme().selection);
  }
}

void VelocityLane::paintBar(QPainter& painter, const Note& note, QColor colour) const {
  const double x = std::round(xOf(note.onset));
  const double top = std::round(velocityScale(height()).yOf(note.velocity));
  painter.fillRect(QRectF(x, top, 2, height() - top), colour);
  painter.fillRect(QRectF(x, top - 2, headSize, 4), colour);
}

}  // namespace cadenza::ui
