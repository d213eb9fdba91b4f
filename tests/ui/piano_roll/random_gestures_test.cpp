// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/base/random.h"
#include "piano_roll_fixture.h"
#include "tests/support/random_score.h"
#include "ui/piano_roll/note_area.h"
#include "ui/piano_roll/pedal_lane.h"
#include "ui/piano_roll/velocity_lane.h"

namespace cadenza::ui {
namespace {

// Hands that know nothing: whatever they do, the rules of the editor hold.
class RandomHands : public PianoRollTest {
 protected:
  RandomHands() {
    document.reset(test::randomScore(random));
    for (QWidget* part : std::initializer_list<QWidget*>{
             roll.findChild<NoteArea*>(), roll.findChild<NoteArea*>(), roll.findChild<NoteArea*>(),
             roll.findChild<VelocityLane*>(), roll.findChild<PedalLane*>()}) {
      parts.push_back(part);
    }
  }

  [[nodiscard]] int below(int limit) {
    return static_cast<int>(random.below(static_cast<std::uint64_t>(limit)));
  }
  [[nodiscard]] QPointF somewhere(const QWidget& part) {
    return {static_cast<double>(below(part.width() + 40) - 20),
            static_cast<double>(below(part.height() + 40) - 20)};
  }
  [[nodiscard]] Qt::KeyboardModifiers someKeys() {
    static constexpr Qt::KeyboardModifier all[] = {Qt::NoModifier,    Qt::NoModifier,
                                                   Qt::NoModifier,    Qt::AltModifier,
                                                   Qt::ShiftModifier, Qt::ControlModifier};
    return all[below(6)] | all[below(6)];
  }

  void gesture() {
    QWidget& part = *parts[static_cast<std::size_t>(below(static_cast<int>(parts.size())))];
    roll.setTool(static_cast<Tool>(below(3)));
    part.setFocus();
    const auto button = below(8) == 0 ? Qt::MiddleButton : Qt::LeftButton;
    QPointF at = somewhere(part);
    sendMouse(part, QEvent::MouseButtonPress, at, button, button, someKeys());
    for (int moves = below(4); moves > 0; --moves) {
      at = somewhere(part);
      sendMouse(part, QEvent::MouseMove, at, Qt::NoButton, button, someKeys());
    }
    const bool escapes = below(4) == 0;
    if (escapes) QTest::keyClick(&part, Qt::Key_Escape);
    const Score during = document.score();
    sendMouse(part, QEvent::MouseButtonRelease, at, button, Qt::NoButton, someKeys());
    if (escapes) {
      EXPECT_EQ(document.score(), before);
      EXPECT_EQ(document.undoStack().count(), countBefore);
    } else {
      EXPECT_EQ(during, before) << "more than a preview while dragging";
    }
  }

  void pressKey() {
    static constexpr struct {
      Qt::Key key;
      Qt::KeyboardModifiers held;
    } keys[] = {{Qt::Key_Up, {}},
                {Qt::Key_Down, Qt::ShiftModifier},
                {Qt::Key_Up, Qt::AltModifier},
                {Qt::Key_Left, {}},
                {Qt::Key_Right, Qt::AltModifier},
                {Qt::Key_Right, Qt::ShiftModifier},
                {Qt::Key_Left, Qt::ShiftModifier},
                {Qt::Key_Delete, {}},
                {Qt::Key_A, Qt::ControlModifier},
                {Qt::Key_D, Qt::ControlModifier},
                {Qt::Key_Q, {}},
                {Qt::Key_Plus, {}},
                {Qt::Key_Minus, {}},
                {Qt::Key_Tab, {}},
                {Qt::Key_K, {}},
                {Qt::Key_J, {}},
                {Qt::Key_S, {}},
                {Qt::Key_L, Qt::ControlModifier},
                {Qt::Key_X, Qt::ControlModifier},
                {Qt::Key_V, Qt::ControlModifier},
                {Qt::Key_I, Qt::ControlModifier},
                {Qt::Key_Right, Qt::ControlModifier},
                {Qt::Key_Up, Qt::ControlModifier | Qt::ShiftModifier},
                {Qt::Key_PageDown, Qt::ControlModifier | Qt::ShiftModifier},
                {Qt::Key_Home, Qt::ControlModifier},
                {Qt::Key_N, {}},
                {Qt::Key_N, Qt::ShiftModifier},
                {Qt::Key_X, {}},
                {Qt::Key_W, {}},
                {Qt::Key_C, {}},
                {Qt::Key_F, Qt::ShiftModifier},
                {Qt::Key_5, {}},
                {Qt::Key_Backspace, {}},
                {Qt::Key_Z, {}}};
    const auto& [which, held] = keys[below(static_cast<int>(std::size(keys)))];
    key(which, held);
  }

  void expectSound(int round) {
    ASSERT_LE(document.undoStack().count(), std::max(countBefore, indexBefore + 1)) << round;
    ASSERT_TRUE(std::ranges::includes(notes(), document.selection())) << round;
    ASSERT_TRUE(std::ranges::is_sorted(notes())) << round;
    for (const Note& note : notes()) {
      ASSERT_TRUE(note.onset >= 0 && note.duration >= 1 && note.end() <= maxTick) << round;
      ASSERT_TRUE(note.pitch <= 127 && note.velocity >= 1 && note.velocity <= 127) << round;
    }
  }

  Random random{17};
  std::vector<QWidget*> parts;
  Score before;
  int countBefore = 0;
  int indexBefore = 0;
};

TEST_F(RandomHands, EachGestureAndKeyIsOneStepAtMostAndAllOfThemCanBeUndone) {
  const Score start = document.score();
  int steps = 0;
  for (int round = 0; round < 1'500; ++round) {
    before = document.score();
    countBefore = document.undoStack().count();
    indexBefore = document.undoStack().index();
    if (below(2) == 0) {
      gesture();
    } else {
      pressKey();
    }
    if (HasFailure()) FAIL() << "round " << round;
    ASSERT_NO_FATAL_FAILURE(expectSound(round));
    steps += document.score() != before ? 1 : 0;
    if (below(12) == 0) document.undoStack().undo();
    if (notes().size() > 400) document.push("Thin out", eraseNotes(std::vector(notes())));
  }
  EXPECT_GT(steps, 200);
  const Score end = document.score();
  const int index = document.undoStack().index();
  document.undoStack().setIndex(0);
  EXPECT_EQ(document.score(), start);
  document.undoStack().setIndex(index);
  EXPECT_EQ(document.score(), end);
}

}  // namespace
}  // namespace cadenza::ui
