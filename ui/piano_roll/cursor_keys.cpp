// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/cursor_keys.h"

#include "core/score/key.h"

namespace cadenza::ui {
namespace {

constexpr Tick shortestWritten = ticksPerQuarter / 16;  // a 64th, by the key 1

Qt::KeyboardModifiers modifiersOf(const QKeyEvent& event) {
  return event.modifiers() & ~Qt::KeypadModifier;
}

bool isLetter(int key) { return key >= Qt::Key_A && key <= Qt::Key_G; }

// By how many semitones a sign alters; 0 for what is none.
int alterationOf(int key) {
  switch (key) {
    case Qt::Key_Plus:
    case Qt::Key_NumberSign:
      return 1;
    case Qt::Key_Minus:
      return -1;
    default:
      return 0;
  }
}

bool isWritingKey(const QKeyEvent& event) {
  const Qt::KeyboardModifiers held = modifiersOf(event);
  const int key = event.key();
  // On some keyboards digits and signs want Shift.
  if ((held & ~Qt::ShiftModifier) == 0) {
    const bool isDigit = key >= Qt::Key_0 && key <= Qt::Key_7;
    if (isLetter(key) || isDigit || alterationOf(key) != 0) return true;
  }
  if (held != 0) return false;
  switch (key) {
    case Qt::Key_Period:
    case Qt::Key_T:
    case Qt::Key_Y:
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Backspace:
    case Qt::Key_Escape:
      return true;
    default:
      return false;
  }
}

void write(RollState& state, const QKeyEvent& event) {
  NoteWriter& writer = state.writer();
  const int key = event.key();
  if (isLetter(key)) {
    const char letter = static_cast<char>('A' + key - Qt::Key_A);
    return event.modifiers() & Qt::ShiftModifier ? writer.addLetter(letter)
                                                 : writer.writeLetter(letter);
  }
  if (const int semitones = alterationOf(key)) return writer.alter(semitones);
  if (key >= Qt::Key_1 && key <= Qt::Key_7) {
    return writer.setLength(shortestWritten << (key - Qt::Key_1));
  }
  switch (key) {
    case Qt::Key_0:
      return writer.rest();
    case Qt::Key_Period:
      return writer.toggleDot();
    case Qt::Key_T:
      return writer.toggleTriplet();
    case Qt::Key_Y:
      return writer.tie();
    case Qt::Key_Left:
      return state.cursor().byStep(-1);
    case Qt::Key_Right:
      return state.cursor().byStep(1);
    case Qt::Key_Backspace:
      return writer.takeBack();
    default:
      return writer.setOn(false);
  }
}

int stepInKey(const RollState& state, int direction) {
  const int pitch = state.cursor().pitch();
  if (!state.key()) return direction;
  int next = pitch + direction;
  while (next > 0 && next < 127 && !state.key()->contains(next)) next += direction;
  return next - pitch;
}

bool moveUpOrDown(RollState& state, Qt::KeyboardModifiers held, int direction) {
  if (held == Qt::NoModifier) {
    state.cursor().bySemitones(direction);
  } else if (held == Qt::ShiftModifier) {
    state.cursor().bySemitones(12 * direction);
  } else if (held == Qt::AltModifier) {
    state.cursor().bySemitones(stepInKey(state, direction));
  } else {
    return false;
  }
  return true;
}

}  // namespace

bool takesBeforeShortcuts(const RollState& state, const QKeyEvent& event) {
  return state.writer().isOn() && isWritingKey(event);
}

bool handleCursorKey(RollState& state, const QKeyEvent& event) {
  if (takesBeforeShortcuts(state, event)) {
    write(state, event);
    return true;
  }
  if (!state.document().selection().empty()) return false;
  const Qt::KeyboardModifiers held = modifiersOf(event);
  switch (event.key()) {
    case Qt::Key_Up:
      return moveUpOrDown(state, held, 1);
    case Qt::Key_Down:
      return moveUpOrDown(state, held, -1);
    case Qt::Key_Left:
    case Qt::Key_Right:
      if (held != Qt::NoModifier) return false;
      state.cursor().byStep(event.key() == Qt::Key_Right ? 1 : -1);
      return true;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
      if (held != Qt::NoModifier) return false;
      state.cursor().eraseNote();
      return true;
    default:
      return false;
  }
}

}  // namespace cadenza::ui
