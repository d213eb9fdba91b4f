// SPDX-License-Identifier: GPL-3.0-or-later
#include <QClipboard>
#include <QGuiApplication>

#include "piano_roll_fixture.h"

namespace cadenza::ui {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr auto ctrl = Qt::ControlModifier;
constexpr auto shift = Qt::ShiftModifier;
constexpr auto alt = Qt::AltModifier;

// Each key of experience.md by the key itself.
class RollKeys : public PianoRollTest {};

TEST_F(RollKeys, OctavesAndStepsInTheKey) {
  roll.setKey(Key{0, Scale::Major});
  document.select({second});
  key(Qt::Key_Up, shift);
  EXPECT_EQ(notes()[1].pitch, 76);
  key(Qt::Key_Down, shift);
  key(Qt::Key_Up, alt);
  EXPECT_EQ(notes()[1].pitch, 65);
  key(Qt::Key_Down, alt);
  EXPECT_EQ(notes()[1].pitch, 64);
  EXPECT_EQ(document.undoStack().count(), 5);  // the key is one of them
}

TEST_F(RollKeys, NudgingByTheGridAndFinely) {
  document.select({first});
  key(Qt::Key_Right);
  EXPECT_EQ(notes()[0].onset, 2 * quarter);
  key(Qt::Key_Left, alt);
  EXPECT_EQ(notes()[0].onset, 2 * quarter - 30);
  key(Qt::Key_Right, alt);
  key(Qt::Key_Left);
  EXPECT_THAT(notes(), ElementsAre(first, second));
}

TEST_F(RollKeys, LongerAndShorterAndLouderAndSofter) {
  document.select({first});
  key(Qt::Key_Right, shift);
  EXPECT_EQ(notes()[0].duration, 2 * quarter);
  key(Qt::Key_Left, shift);
  key(Qt::Key_Minus);
  EXPECT_EQ(notes()[0].velocity, 75);
  key(Qt::Key_Plus);
  EXPECT_THAT(notes(), ElementsAre(first, second));
}

TEST_F(RollKeys, CutCopyPasteAllDuplicateAndDelete) {
  key(Qt::Key_A, ctrl);
  EXPECT_EQ(document.selection().size(), 2u);
  key(Qt::Key_X, ctrl);
  EXPECT_THAT(notes(), IsEmpty());
  roll.setPlayhead(8 * quarter);
  key(Qt::Key_V, ctrl);
  ASSERT_EQ(notes().size(), 2u);
  EXPECT_EQ(notes()[0].onset, 8 * quarter);
  key(Qt::Key_D, ctrl);
  EXPECT_EQ(notes().size(), 4u);
  key(Qt::Key_C, ctrl);
  key(Qt::Key_Backspace);
  EXPECT_EQ(notes().size(), 2u);
  EXPECT_EQ(document.undoStack().count(), 4);
}

TEST_F(RollKeys, QuantiseLockAndTools) {
  document.push("Draw", insertNotes({{5 * quarter + 100, quarter, 60, 80}}));
  key(Qt::Key_Q);
  EXPECT_EQ(notes().back().onset, 5 * quarter);
  key(Qt::Key_K);
  EXPECT_TRUE(notes().back().locked);
  key(Qt::Key_Up);
  EXPECT_EQ(notes().back().pitch, 60) << "a locked note moved";
  for (const auto& [digit, tool] :
       {std::pair(Qt::Key_2, Tool::Select), std::pair(Qt::Key_3, Tool::Erase),
        std::pair(Qt::Key_1, Tool::Pencil)}) {
    key(digit);
    EXPECT_EQ(roll.tool(), tool);
  }
}

TEST_F(RollKeys, ZoomToTheSelectionAndToAll) {
  document.push("Draw", insertNotes({{60 * quarter, quarter, 60, 80}}));
  document.select({second});
  key(Qt::Key_Z);
  EXPECT_LT(roll.visibleRange().length(), 4 * quarter);
  key(Qt::Key_Z, shift);
  EXPECT_GE(roll.visibleRange().length(), 60 * quarter);
}

}  // namespace
}  // namespace cadenza::ui
