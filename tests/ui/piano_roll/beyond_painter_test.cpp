// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/beyond_painter.h"

#include "roll_fixture.h"
#include "ui/piano_roll/view_commands.h"

namespace cadenza::ui {
namespace {

class BeyondTest : public RollTest {
 protected:
  void see(TickRange range) {
    state.changeView([&](RollTransform& view) { view.fitTime(range, 0); });
  }
};

TEST_F(BeyondTest, CountsNotesOnEachSide) {
  std::vector<Note> notes;
  for (Tick i = 0; i < 100; ++i) notes.push_back({i * quarter, quarter, 60, 80});
  notes.push_back({0, 50 * quarter, 62, 80});  // long: it still sounds
  notes.push_back({45 * quarter, quarter, 120, 80});
  notes.push_back({45 * quarter, quarter, 12, 80});
  document.reset(Score({notes, {}, {}, {}}));
  state.changeView([](RollTransform& view) {
    view.resize({800, 200});
    view.fitTime({40 * quarter, 60 * quarter}, 0);
    view.scrollTo(view.leftTick(), 60);
  });
  const TickRange seen = state.view().visibleTicks();
  const auto count = [&](const auto& where) {
    return static_cast<std::size_t>(std::ranges::count_if(state.score().notes(), where));
  };
  const NotesBeyond beyond = notesBeyond(state);
  EXPECT_EQ(beyond.before, count([&](const Note& note) { return note.end() <= seen.begin; }));
  EXPECT_EQ(beyond.after, count([&](const Note& note) { return note.onset >= seen.end; }));
  EXPECT_EQ(beyond.above, 1u);
  EXPECT_EQ(beyond.below, 1u);
  state.setCandidate(
      {{{45 * quarter, quarter, 121, 80}, {90 * quarter, quarter, 60, 80}}, {}, {}, {}},
      {45 * quarter, 91 * quarter}, {});
  EXPECT_EQ(notesBeyond(state).above, 2u);
  EXPECT_EQ(notesBeyond(state).after, beyond.after + 1);
}

TEST_F(BeyondTest, ANewPieceIsShownWithoutANoteAboveOrBelow) {
  document.reset(Score({{{0, quarter, 30, 80}, {quarter, quarter, 100, 80}}, {}, {}, {}}));
  state.changeView([](RollTransform& view) { view.resize({800, 400}); });
  showFromStart(state, {0, 16 * quarter});
  EXPECT_EQ(notesBeyond(state), NotesBeyond{});
}

TEST_F(BeyondTest, CandidatesAreBroughtIntoSight) {
  document.reset(Score({{{0, quarter, 60, 80}}, {}, {}, {}}));
  state.changeView([](RollTransform& view) { view.resize({800, 400}); });
  showFromStart(state, {0, 16 * quarter});
  state.setCandidate({{{quarter, quarter, 96, 80}, {2 * quarter, quarter, 40, 80}}, {}, {}, {}},
                     {quarter, 4 * quarter}, {});
  EXPECT_GT(notesBeyond(state).above, 0u);
  fitPitches(state);
  EXPECT_EQ(notesBeyond(state).above + notesBeyond(state).below, 0u);
}

}  // namespace
}  // namespace cadenza::ui
