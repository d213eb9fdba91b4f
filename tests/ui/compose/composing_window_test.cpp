// SPDX-License-Identifier: GPL-3.0-or-later
// Composing by hand, from drawn notes to notes that were taken, with real events.
#include "tests/ui/compose/composing_window.h"

namespace cadenza::ui {
namespace {

TEST_F(ComposingWindowTest, ContinuesBehindWhatWasDrawnAndAllOfItComesBackFromTheFile) {
  drawNote(0);
  drawNote(2);
  ASSERT_EQ(document.selection().size(), 1u);
  const Tick behind = document.selection().front().end();
  choose(Continue);
  chooseStart(ComposeSettings::Start::AtSelection);
  click("generate");
  ASSERT_TRUE(waitForCandidates());
  EXPECT_EQ(session.candidates().size(), 3u);
  EXPECT_EQ(session.range().begin, behind);
  key(Qt::Key_Tab);
  EXPECT_EQ(session.current(), 1);
  EXPECT_EQ(window.roll().candidate().notes, session.proposal().notes);
  const Score preview = session.preview();
  key(Qt::Key_Return);
  EXPECT_EQ(document.score(), preview);
  EXPECT_EQ(document.undoStack().undoText(), "Continue with tiny score");
  window.actions().undo->trigger();
  EXPECT_EQ(noteCount(), 2u);
  window.actions().redo->trigger();

  const std::vector<Take> takes = document.takes();
  ASSERT_EQ(takes.size(), 3u);
  EXPECT_FALSE(takes[1].modelChecksum.empty());
  saveAndOpenAgain();
  EXPECT_EQ(document.takes(), takes);
  EXPECT_EQ(document.score(), preview);
  EXPECT_EQ(document.currentTake(), takes[1].id);
}

TEST_F(ComposingWindowTest, TheSettingsOfATakeWriteTheSameNotesAgain) {
  drawNote(0);
  setNumber("composeTemperature", 1.25);
  click("generate");
  ASSERT_TRUE(waitForCandidates());
  key(Qt::Key_Escape, Qt::ShiftModifier);
  const Take take = document.takes().back();
  const auto wish = settingsFrom(take.settings);
  ASSERT_TRUE(wish);
  session.generate(*wish);
  ASSERT_TRUE(waitForCandidates());
  EXPECT_EQ(session.proposal().notes, take.material.notes());
}

TEST_F(ComposingWindowTest, FillSaysWhatToDoUntilAGapIsMarkedAndThenFillsThat) {
  holdTheModel();
  gate.open();
  writeAround();
  choose(Fill);
  EXPECT_THAT(text("composePlace"), HasSubstr("drag along the ruler"));
  click("generate");
  EXPECT_EQ(session.state(), State::Idle);
  EXPECT_THAT(text("message"), HasSubstr("Mark the gap"));

  markOnRuler({2 * bar, 6 * bar});
  EXPECT_EQ(window.roll().timeRange(), (TickRange{2 * bar, 6 * bar}));
  EXPECT_EQ(text("composePlace"), "Fills bars 3 to 6.");
  const Score before = document.score();
  click("generate");
  ASSERT_TRUE(waitForCandidates());
  EXPECT_EQ(session.range(), (TickRange{2 * bar, 6 * bar}));
  key(Qt::Key_Return);
  EXPECT_EQ(noteCount(), 3u + 16u);
  EXPECT_EQ(document.undoStack().undoText(), "Fill the gap with tiny score");
  document.undoStack().undo();
  EXPECT_EQ(document.score(), before);
}

TEST_F(ComposingWindowTest, ARubberBandOverSilenceMarksTheGapWhereOneIsToBeFilled) {
  writeAround();
  window.roll().setTool(Tool::Select);
  auto& area = *window.roll().findChild<NoteArea*>();
  const auto band = [&](TickRange range) {
    const int left = columnOf(range.begin);
    const int right = columnOf(range.end);
    QTest::mousePress(&area, Qt::LeftButton, {}, {left, 20});
    QTest::mouseMove(&area, {(left + right) / 2, 120});
    QTest::mouseMove(&area, {right, area.height() - 20});
    QTest::mouseRelease(&area, Qt::LeftButton, {}, {right, area.height() - 20});
  };
  band({3 * bar, 5 * bar});
  EXPECT_EQ(window.roll().timeRange(), std::nullopt);
  choose(Fill);
  band({3 * bar, 5 * bar});
  EXPECT_EQ(window.roll().timeRange(), (TickRange{3 * bar, 5 * bar}));
  band({bar / 2, 3 * bar});
  EXPECT_EQ(window.roll().timeRange(), (TickRange{3 * bar, 5 * bar}));
  EXPECT_FALSE(document.selection().empty());
}

TEST_F(ComposingWindowTest, FillThisGapFindsTheRestUnderThePointer) {
  holdTheModel();
  gate.open();
  writeAround();
  auto& area = *window.roll().findChild<NoteArea*>();
  window.roll().setTool(Tool::Select);
  QTest::mouseClick(&area, Qt::LeftButton, {}, {columnOf(4 * bar), 20});
  key(Qt::Key_B);
  ASSERT_TRUE(waitForCandidates());
  EXPECT_EQ(session.settings().mode, ComposeMode::Fill);
  EXPECT_EQ(session.range(), (TickRange{2 * bar, 6 * bar}));
  EXPECT_EQ(window.roll().timeRange(), session.range());
}

TEST_F(ComposingWindowTest, ContinueFromHereBeginsAtTheCursorWithoutASelection) {
  writeAround();
  auto& area = *window.roll().findChild<NoteArea*>();
  window.roll().setTool(Tool::Select);
  QTest::mouseClick(&area, Qt::LeftButton, {}, {columnOf(4 * bar) + 2, 20});
  key(Qt::Key_C);
  ASSERT_TRUE(waitForCandidates());
  EXPECT_EQ(session.settings().start, ComposeSettings::Start::AtPlayhead);
  EXPECT_EQ(session.range().begin, 4 * bar);
  EXPECT_EQ(playback.position(), 4 * bar);
}

TEST_F(ComposingWindowTest, VaryThinksTheSelectionAgainAndTheRestStays) {
  holdTheModel();
  gate.open();
  writeAround();
  choose(Vary);
  EXPECT_THAT(text("composePlace"), HasSubstr("Select the notes"));
  const Note first = document.score().notes()[0];
  const Note second = document.score().notes()[1];
  document.select({first, second});
  EXPECT_EQ(text("composePlace"), "Thinks 2 notes of bars 1 to 2 again.");
  setNumber("composeStrength", 0.8);
  key(Qt::Key_V);
  ASSERT_TRUE(waitForCandidates());
  EXPECT_THAT(session.settings().notes, ElementsAre(first, second));
  EXPECT_EQ(session.settings().strength, 0.8);
  key(Qt::Key_Return);
  EXPECT_EQ(noteCount(), 1u + 8u);
  EXPECT_EQ(document.undoStack().undoText(), "Vary with tiny score");
  EXPECT_THAT(document.takes()[0].rethought, ElementsAre(first, second));
  document.undoStack().undo();
  EXPECT_EQ(noteCount(), 3u);
}

TEST_F(ComposingWindowTest, ARealModelFillsExactlyTheGapAndVariesOnlyTheSelection) {
  writeAround();
  const std::vector<Note> drawn = document.score().notes();
  window.roll().setTimeRange(TickRange{2 * bar, 6 * bar});
  choose(Fill);
  click("generate");
  ASSERT_TRUE(waitForCandidates());
  key(Qt::Key_Return);
  EXPECT_GT(noteCount(), drawn.size());
  EXPECT_TRUE(std::ranges::includes(document.score().notes(), drawn));
  for (const Note& note : document.score().notes()) {
    if (std::ranges::find(drawn, note) != drawn.end()) continue;
    EXPECT_GE(note.onset, 2 * bar);
    EXPECT_LE(note.end(), 6 * bar);
  }
  document.select({drawn[0], drawn[1]});
  const Score filled = document.score();
  const Take parent = *findTake(document.takes(), document.currentTake());
  key(Qt::Key_V);
  ASSERT_TRUE(waitForCandidates());
  key(Qt::Key_Return);
  const auto behind = [](const Score& score) {
    const auto notes = score.notesStartingIn({2 * bar, maxTick});
    return std::vector<Note>(notes.begin(), notes.end());
  };
  EXPECT_EQ(behind(document.score()), behind(filled));
  EXPECT_EQ(findTake(document.takes(), document.currentTake())->parent, parent.id);
  document.undoStack().undo();
  EXPECT_EQ(document.score(), filled);
  EXPECT_EQ(document.currentTake(), parent.id);
}

TEST_F(ComposingWindowTest, NewWritesBehindThePiece) {
  writeAround();
  choose(New);
  EXPECT_EQ(text("composePlace"), "Writes bars 8 to 9, without hearing the piece.");
  click("generate");
  ASSERT_TRUE(waitForCandidates());
  key(Qt::Key_Return);
  EXPECT_GT(noteCount(), 3u);
  EXPECT_GE(document.score().notes()[3].onset, 7 * bar);
  EXPECT_EQ(document.undoStack().undoText(), "Compose with tiny score");
}

TEST_F(ComposingWindowTest, TabGoesRoundTheCandidatesChipsShowThemAndShiftEscapeDropsAll) {
  holdTheModel();
  gate.open();
  drawNote(0);
  setNumber("composeVariations", 4);
  click("generate");
  ASSERT_TRUE(waitForCandidates());
  for (const int expected : {1, 2, 3, 0}) {
    key(Qt::Key_Tab);
    EXPECT_EQ(session.current(), expected);
  }
  key(Qt::Key_Backtab, Qt::ShiftModifier);
  EXPECT_EQ(session.current(), 3);
  EXPECT_EQ(text("proposalTitle"), "Candidate 4 of 4");
  click("candidate2");
  EXPECT_EQ(session.current(), 1);
  EXPECT_EQ(window.roll().candidate().notes, session.proposal().notes);
  key(Qt::Key_Escape, Qt::ShiftModifier);
  EXPECT_EQ(session.state(), State::Idle);
  EXPECT_TRUE(window.roll().candidate().empty());
  EXPECT_EQ(noteCount(), 1u);
  EXPECT_EQ(document.undoStack().count(), 1);
  key(Qt::Key_Tab);
  EXPECT_EQ(document.selection().size(), 1u);
}

TEST_F(ComposingWindowTest, EscapeClearsTheSelectionAndKeepsTheCandidates) {
  drawNote(0);
  document.selectAll();
  EXPECT_EQ(text("selectedNotes"), "1 note selected");
  click("generate");
  ASSERT_TRUE(waitForCandidates());
  key(Qt::Key_Escape);
  EXPECT_THAT(document.selection(), IsEmpty());
  EXPECT_EQ(text("selectedNotes"), "");
  EXPECT_EQ(session.state(), State::Proposed);
}

TEST_F(ComposingWindowTest, StoppedMidwayWhatIsThereCanBeTaken) {
  holdTheModel();
  drawNote(0);
  click("generate");
  ASSERT_TRUE(waitUntil([this] { return !window.roll().candidate().notes.empty(); }));
  EXPECT_FALSE(window.actions().accept->isEnabled());
  click("stopComposing");
  ASSERT_TRUE(waitForCandidates());
  EXPECT_EQ(session.candidates().size(), 3u);
  const std::size_t written = session.proposal().notes.size();
  EXPECT_EQ(written, 4u);
  key(Qt::Key_Return);
  EXPECT_EQ(noteCount(), 1 + written);
}

TEST_F(ComposingWindowTest, ShiftEscapeWhileItIsWrittenDropsAllAndKeepsNoTake) {
  holdTheModel();
  drawNote(0);
  click("generate");
  ASSERT_TRUE(waitUntil([this] { return !window.roll().candidate().notes.empty(); }));
  key(Qt::Key_Escape, Qt::ShiftModifier);
  ASSERT_TRUE(waitUntil([this] { return session.state() == State::Idle; }));
  EXPECT_THAT(document.takes(), IsEmpty());
  EXPECT_EQ(noteCount(), 1u);
}

TEST_F(ComposingWindowTest, TheBeginningIsHeardBeforeTheEndIsWritten) {
  holdTheModel();
  find<QCheckBox>("composePlaysAtOnce").setChecked(true);
  click("generate");
  ASSERT_TRUE(waitUntil([this] { return heard->count() > 0; }));
  EXPECT_EQ(session.state(), State::Composing);
  gate.open();
  ASSERT_TRUE(waitForCandidates());
  EXPECT_TRUE(playback.isPlaying());
}

TEST_F(ComposingWindowTest, HearingBeginsABarBeforeAndGoesOnWithAnotherCandidate) {
  holdTheModel();
  gate.open();
  writeAround();
  click("generate");
  ASSERT_TRUE(waitForCandidates());
  ASSERT_EQ(session.range().begin, 7 * bar);
  click("listenProposal");
  EXPECT_GE(playback.position(), 6 * bar);
  EXPECT_LT(playback.position(), 7 * bar);
  ASSERT_TRUE(waitUntil([this] { return playback.position() > 6 * bar; }));
  const Tick before = playback.position();
  key(Qt::Key_Tab);
  EXPECT_TRUE(playback.isPlaying());
  EXPECT_TRUE(waitUntil([&] { return playback.position() > before; }));
}

}  // namespace
}  // namespace cadenza::ui
