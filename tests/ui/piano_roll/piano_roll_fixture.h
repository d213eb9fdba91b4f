// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <vector>

#include "tests/ui/piano_roll/roll_fixture.h"
#include "ui/piano_roll/piano_roll.h"
#include "ui/piano_roll/time_ruler.h"

namespace cadenza::ui {

/// A roll of 1000 x 600 pixels with two quarter notes, C4 at beat 2 and E4 at beat 4, and the grid
/// at a quarter.
class PianoRollTest : public ::testing::Test {
 protected:
  PianoRollTest() {
    document.reset(Score({{first, second}, {}, {}, {}}));
    roll.resize(1000, 600);
    roll.show();
    roll.setSnap(quarter);
    EXPECT_TRUE(QTest::qWaitForWindowExposed(&roll));
  }
  void run(RollAction which) { roll.action(which)->trigger(); }
  void dragRuler(double from, double to) {
    auto& ruler = *roll.findChild<TimeRuler*>();
    sendMouse(ruler, QEvent::MouseButtonPress, {from, 10}, Qt::LeftButton, Qt::LeftButton, {});
    sendMouse(ruler, QEvent::MouseMove, {to, 10}, Qt::NoButton, Qt::LeftButton, {});
    sendMouse(ruler, QEvent::MouseButtonRelease, {to, 10}, Qt::LeftButton, Qt::NoButton, {});
  }
  void key(Qt::Key which, Qt::KeyboardModifiers keys = {}) {
    roll.setFocus();
    QTest::keyClick(QApplication::focusWidget(), which, keys);
  }
  [[nodiscard]] const std::vector<Note>& notes() const { return document.score().notes(); }

  static constexpr Tick quarter = ticksPerQuarter;
  const Note first{quarter, quarter, 60, 80};
  const Note second{3 * quarter, quarter, 64, 80};
  Document document;
  Appearance appearance{ThemeChoice::Light};
  PianoRoll roll{document, appearance};
};

}  // namespace cadenza::ui
