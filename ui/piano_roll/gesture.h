// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPainter>
#include <QPointF>
#include <Qt>
#include <memory>

#include "ui/piano_roll/hit_test.h"
#include "ui/piano_roll/roll_state.h"

namespace cadenza::ui {

/// Where the pointer is and what is held down with it.
struct Pointer {
  QPointF position;  ///< logical pixels in the note area
  double tick = 0;   ///< not snapped, may be negative
  int pitch = 60;
  Qt::KeyboardModifiers modifiers;

  [[nodiscard]] bool ignoresSnap() const { return modifiers & Qt::AltModifier; }
  [[nodiscard]] bool copies() const { return modifiers & Qt::ControlModifier; }
  [[nodiscard]] bool keepsToAxis() const { return modifiers & Qt::ShiftModifier; }
  /// Adds to or takes from a selection.
  [[nodiscard]] bool extends() const { return copies() || keepsToAxis(); }
};

/// What one press of a mouse button does until its release: it shows a preview in the state while
/// it moves and commits at most one undo step when it ends. A gesture that is destroyed without
/// `release` leaves everything as it was, but for what it scrolled.
class Gesture {
 public:
  Gesture() = default;
  virtual ~Gesture() = default;
  Gesture(const Gesture&) = delete;
  Gesture& operator=(const Gesture&) = delete;

  virtual void move(const Pointer& pointer) = 0;
  virtual void release(const Pointer& pointer) = 0;
  /// What lies over the notes while it lasts, in logical pixels.
  virtual void paint(QPainter&) const {}
  /// The area scrolls when the pointer leaves it.
  [[nodiscard]] virtual bool scrollsAtBorders() const { return true; }
};

/// True once the pointer has left the few pixels within which a press is a click.
class DragThreshold {
 public:
  explicit DragThreshold(QPointF from) : from_(from) {}
  bool passed(QPointF now) { return passed_ = passed_ || (now - from_).manhattanLength() >= 4; }
  [[nodiscard]] bool isPassed() const { return passed_; }

 private:
  QPointF from_;
  bool passed_ = false;
};

// What each gesture does is told in its .cpp's test; `pressed` is where the button went down.

/// Pencil on empty ground: a note, as long as it is dragged, or of the last length by a click.
[[nodiscard]] std::unique_ptr<Gesture> drawGesture(RollState& state, const Pointer& pressed);
/// Takes hold of a note: a click selects it (Shift or Ctrl adds or takes away), a drag moves the
/// selection, with Ctrl a copy of it, with Shift along one axis.
[[nodiscard]] std::unique_ptr<Gesture> moveGesture(RollState& state, const Pointer& pressed,
                                                   const Note& note);
/// Takes hold of a note's edge: all selected notes become longer or shorter.
[[nodiscard]] std::unique_ptr<Gesture> resizeGesture(RollState& state, const Pointer& pressed,
                                                     const NoteHit& hit);
/// A rubber band on empty ground; never snapped. A click selects nothing.
[[nodiscard]] std::unique_ptr<Gesture> selectGesture(RollState& state, const Pointer& pressed);
/// Erases all notes that the pointer sweeps over.
[[nodiscard]] std::unique_ptr<Gesture> eraseGesture(RollState& state, const Pointer& pressed);
/// Drags the paper.
[[nodiscard]] std::unique_ptr<Gesture> panGesture(RollState& state, const Pointer& pressed);

}  // namespace cadenza::ui
