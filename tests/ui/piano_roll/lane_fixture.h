// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "roll_fixture.h"
#include "ui/piano_roll/keyboard.h"

namespace cadenza::ui {

/// A strip along the two notes of RollTest; positions count from the keyboard's right edge.
template <class Strip>
class StripTest : public RollTest {
 protected:
  StripTest() {
    strip.resize(800 + Keyboard::width, strip.QWidget::height());
    strip.show();
  }

  void pressStrip(QPointF where, Qt::KeyboardModifiers keys = {}) {
    sendMouse(strip, QEvent::MouseButtonPress, inStrip(where), Qt::LeftButton, Qt::LeftButton,
              keys);
  }
  void moveStrip(QPointF where, Qt::KeyboardModifiers keys = {}) {
    sendMouse(strip, QEvent::MouseMove, inStrip(where), Qt::NoButton, Qt::LeftButton, keys);
  }
  void releaseStrip(QPointF where, Qt::KeyboardModifiers keys = {}) {
    sendMouse(strip, QEvent::MouseButtonRelease, inStrip(where), Qt::LeftButton, Qt::NoButton,
              keys);
  }
  void dragStrip(QPointF from, QPointF to, Qt::KeyboardModifiers keys = {}) {
    pressStrip(from, keys);
    moveStrip((from + to) / 2, keys);
    moveStrip(to, keys);
    releaseStrip(to, keys);
  }
  void doubleClickStrip(QPointF where) {
    pressStrip(where);
    releaseStrip(where);
    sendMouse(strip, QEvent::MouseButtonDblClick, inStrip(where), Qt::LeftButton, Qt::LeftButton,
              {});
    releaseStrip(where);
  }
  void hoverStrip(QPointF where) {
    sendMouse(strip, QEvent::MouseMove, inStrip(where), Qt::NoButton, Qt::NoButton, {});
  }
  [[nodiscard]] double x(double tick) const { return state.view().xOf(tick); }
  [[nodiscard]] double middle() const { return strip.QWidget::height() / 2.0; }
  [[nodiscard]] static QPointF inStrip(QPointF where) {
    return where + QPointF(Keyboard::width, 0);
  }
  [[nodiscard]] QString lastStep() { return document.undoStack().undoText(); }

  Strip strip{state, wheel, nullptr};
};

}  // namespace cadenza::ui
