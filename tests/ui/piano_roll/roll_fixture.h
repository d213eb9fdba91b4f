// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QApplication>
#include <QMouseEvent>
#include <QTest>
#include <QWheelEvent>

#include "core/score/edits.h"
#include "ui/piano_roll/note_area.h"

namespace cadenza::ui {

inline void sendMouse(QWidget& widget, QEvent::Type type, QPointF at, Qt::MouseButton button,
                      Qt::MouseButtons buttons, Qt::KeyboardModifiers keys) {
  QMouseEvent event(type, at, widget.mapToGlobal(at), button, buttons, keys);
  QApplication::sendEvent(&widget, &event);
}

inline void sendWheel(QWidget& widget, QPointF at, QPoint turned, Qt::KeyboardModifiers keys) {
  QWheelEvent event(at, widget.mapToGlobal(at), {}, turned, Qt::NoButton, keys, Qt::NoScrollPhase,
                    false);
  QApplication::sendEvent(&widget, &event);
}

/// A note area of 800 x 400 pixels that shows two quarter notes, C4 at beat 2 and E4 at beat 4,
/// with the grid at a quarter; 0.1 pixels a tick, so a quarter is 96 pixels wide.
class RollTest : public ::testing::Test {
 protected:
  RollTest() {
    Score score({{first, second}, {}, {}, {}});
    document.reset(score);
    area.resize(800, 400);
    area.show();
    state.setSnap(ticksPerQuarter);
    state.setTool(Tool::Select);
    EXPECT_TRUE(QTest::qWaitForWindowExposed(&area));
    state.changeView([](RollTransform& view) { view.scrollTo(0, 127 - 78); });
  }

  [[nodiscard]] QPointF at(double tick, int pitch) const {
    const RollTransform& view = state.view();
    return {view.xOf(tick), view.yOf(pitch) + view.rowHeight() / 2};
  }
  void press(QPointF where, Qt::KeyboardModifiers keys = {},
             Qt::MouseButton button = Qt::LeftButton) {
    sendMouse(area, QEvent::MouseButtonPress, where, button, button, keys);
  }
  void moveTo(QPointF where, Qt::KeyboardModifiers keys = {}) {
    sendMouse(area, QEvent::MouseMove, where, Qt::NoButton, Qt::LeftButton, keys);
  }
  void release(QPointF where, Qt::KeyboardModifiers keys = {},
               Qt::MouseButton button = Qt::LeftButton) {
    sendMouse(area, QEvent::MouseButtonRelease, where, button, Qt::NoButton, keys);
  }
  void click(QPointF where, Qt::KeyboardModifiers keys = {}) {
    press(where, keys);
    release(where, keys);
  }
  void doubleClick(QPointF where) {
    click(where);
    sendMouse(area, QEvent::MouseButtonDblClick, where, Qt::LeftButton, Qt::LeftButton, {});
    release(where);
  }
  void drag(QPointF from, QPointF to, Qt::KeyboardModifiers keys = {}) {
    press(from, keys);
    moveTo((from + to) / 2, keys);
    moveTo(to, keys);
    release(to, keys);
  }

  [[nodiscard]] const std::vector<Note>& notes() const { return document.score().notes(); }
  [[nodiscard]] int steps() { return document.undoStack().count(); }

  static constexpr Tick quarter = ticksPerQuarter;
  const Note first{quarter, quarter, 60, 80};
  const Note second{3 * quarter, quarter, 64, 80};

  Document document;
  Appearance appearance{ThemeChoice::Dark};
  RollState state{document, appearance};
  WheelControl wheel{state};
  NoteArea area{state, wheel, nullptr};
};

}  // namespace cadenza::ui
