// SPDX-License-Identifier: GPL-3.0-or-later
// Takes in the whole window: composed, found again, heard, gone back to.
#include <QAction>
#include <QDockWidget>

#include "core/score/edits.h"
#include "tests/ui/compose/take_fixture.h"
#include "ui/compose/take_edit.h"
#include "ui/compose/takes_panel.h"
#include "ui/controls/command.h"
#include "ui/recovery/autosave.h"
#include "ui/shell/command_registry.h"
#include "window_fixture.h"

namespace cadenza::ui {
namespace {

using ::testing::SizeIs;

class TakesTest : public WindowTest {
 protected:
  void SetUp() override {
    WindowTest::SetUp();
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
  }
  [[nodiscard]] TakesPanel& panel() { return *window.findChild<TakesPanel*>(); }
  void compose() {
    const std::size_t before = document.takes().size();
    window.actions().generate->trigger();
    ASSERT_TRUE(waitUntil([&] {
      return document.takes().size() > before &&
             window.session().state() == ComposeSession::State::Proposed;
    }));
  }
  void press(int key, Qt::KeyboardModifiers modifiers = {}) {
    QTest::keyClick(QApplication::focusWidget(), static_cast<Qt::Key>(key), modifiers);
  }
};

TEST_F(TakesTest, WhatIsComposedIsInTheListAndIsFoundAgainInTheFile) {
  drawNote(0);
  ASSERT_NO_FATAL_FAILURE(compose());
  window.actions().accept->trigger();
  EXPECT_EQ(document.currentTake(), 1);
  ASSERT_NO_FATAL_FAILURE(compose());
  window.actions().reject->trigger();
  ASSERT_GE(document.takes().size(), 2u);
  EXPECT_EQ(document.takes().back().parent, 1);
  panel().list().choose(1);
  panel().commands().star->trigger();
  EXPECT_EQ(panel().list().currentIndex().data(TakeModel::InPiece), true);
  const std::vector<Take> takes = document.takes();
  const int current = document.currentTake();
  const QString path = QString::fromStdString((folder / "song.cadenza").string());
  QSignalSpy saved(&document, &Document::saved);
  document.saveAs(path);
  ASSERT_TRUE(saved.wait(patience));
  document.reset({});
  EXPECT_FALSE(panel().list().isVisible());
  QSignalSpy opened(&document, &Document::opened);
  document.open(path);
  ASSERT_TRUE(opened.wait(patience));
  EXPECT_EQ(document.takes(), takes);
  EXPECT_EQ(document.currentTake(), current);
  EXPECT_TRUE(panel().list().isVisible());
}

TEST_F(TakesTest, AutosaveCarriesTakesStarsAndNames) {
  document.setTakes({smallTake(1, 0, 60), smallTake(2, 1, 62)});
  Autosave autosave(document, folder / "recovery", std::chrono::milliseconds(0));
  QSignalSpy written(&autosave, &Autosave::written);
  panel().list().choose(2);
  panel().commands().star->trigger();
  ASSERT_TRUE(waitUntil([&] {
    return !written.isEmpty() && written.back()[0].toULongLong() == document.revision();
  }));
  const auto files = std::filesystem::directory_iterator(folder / "recovery");
  std::vector<Take> found;
  for (const auto& entry : files) {
    if (auto recovered = readRecoveryFile(entry.path())) found = recovered->import.project.takes;
  }
  EXPECT_EQ(found, document.takes());
}

TEST_F(TakesTest, TPutsTheKeyboardIntoTheListAndSpaceStillPlays) {
  document.push("Draw", insertNotes({{0, bar, 48, 80}}));
  document.setTakes({smallTake(1, 0, 60), smallTake(2, 1, 62)});
  window.actions().takes->trigger();  // forward
  window.actions().takes->trigger();  // away
  EXPECT_FALSE(find<QDockWidget>("takesDock").isVisible());
  window.roll().setFocus();
  press(Qt::Key_T);
  EXPECT_TRUE(find<QDockWidget>("takesDock").isVisible());
  ASSERT_EQ(QApplication::focusWidget(), &panel().list());
  press(Qt::Key_Up);
  EXPECT_EQ(panel().list().currentTake(), 1);
  press(Qt::Key_S);
  EXPECT_TRUE(document.takes()[0].starred);
  press(Qt::Key_Space);
  EXPECT_TRUE(playback.isPlaying());
  press(Qt::Key_Delete);
  EXPECT_THAT(document.takes(), SizeIs(1));
  EXPECT_THAT(document.score().notes(), SizeIs(1));
  press(Qt::Key_Z, Qt::ControlModifier);
  EXPECT_THAT(document.takes(), SizeIs(2));
}

TEST_F(TakesTest, DeleteInTheRollDeletesNotesThoughTakesHaveThatKeyToo) {
  const Note note{0, bar, 48, 80};
  document.push("Draw", insertNotes({note}));
  document.setTakes({smallTake(1, 0, 60)});
  document.select({note});
  window.roll().setFocus();
  press(Qt::Key_Delete);
  EXPECT_THAT(document.score().notes(), SizeIs(0));
  EXPECT_THAT(document.takes(), SizeIs(1));
}

TEST_F(TakesTest, WhatIsComparedIsSeenInTheRollAndHeard) {
  document.push("Draw", insertNotes({{0, bar, 48, 80}}));
  document.setTakes({smallTake(1, 0, 60), smallTake(2, 0, 62)});
  panel().list().choose(1);
  panel().commands().markA->trigger();
  panel().list().choose(2);
  panel().commands().markB->trigger();
  window.roll().setFocus();
  press(Qt::Key_B, Qt::ShiftModifier);
  ASSERT_THAT(window.roll().candidate().notes, SizeIs(2));
  EXPECT_EQ(window.roll().candidate().notes[0].pitch, 60);
  EXPECT_TRUE(playback.isPlaying());
  press(Qt::Key_B, Qt::ShiftModifier);
  EXPECT_EQ(window.roll().candidate().notes[0].pitch, 62);
  EXPECT_THAT(document.score().notes(), SizeIs(1));
  panel().commands().endCompare->trigger();
  EXPECT_THAT(window.roll().candidate().notes, SizeIs(0));
}

TEST_F(TakesTest, ATakeThatIsHeardIsSeenInTheRollAsLong) {
  document.push("Draw", insertNotes({{0, bar, 48, 80}}));
  document.setTakes({smallTake(1, 0, 60)});
  panel().commands().hear->trigger();
  ASSERT_THAT(window.roll().candidate().notes, SizeIs(2));
  EXPECT_TRUE(window.roll().visibleRange().contains(3 * bar));
  panel().commands().hear->trigger();
  EXPECT_THAT(window.roll().candidate().notes, SizeIs(0));
}

TEST_F(TakesTest, CandidatesAreSeenAloneThoughTakesAreCompared) {
  drawNote(0);
  ASSERT_NO_FATAL_FAILURE(compose());
  window.actions().reject->trigger();
  panel().commands().markA->trigger();
  panel().commands().compare->trigger();
  EXPECT_EQ(panel().comparison().heard(), TakeMark::A);
  ASSERT_NO_FATAL_FAILURE(compose());
  EXPECT_EQ(panel().comparison().heard(), TakeMark::None);
  EXPECT_EQ(window.roll().candidate().notes, window.session().proposal().notes);
}

TEST_F(TakesTest, ComposedAgainATakeHasTheSameNotesEveryOne) {
  drawNote(0);
  ASSERT_NO_FATAL_FAILURE(compose());
  const int last = document.takes().back().id;
  window.actions().accept->trigger();
  panel().list().choose(last);
  panel().commands().replay->trigger();
  ASSERT_TRUE(
      waitUntil([&] { return window.session().state() == ComposeSession::State::Proposed; }));
  const Take& again = document.takes().back();
  const Take& first = *findTake(document.takes(), last);
  EXPECT_EQ(again.id, last + 1);
  EXPECT_EQ(again.material.notes(), first.material.notes());
  EXPECT_EQ(again.seed, first.seed);
  EXPECT_TRUE(find<QLabel>("message").text().contains("same notes"))
      << find<QLabel>("message").text().toStdString();
}

TEST_F(TakesTest, AVariationIsComposedAgainFromTheNotesThatItVaried) {
  std::vector<Note> notes;
  for (int i = 0; i < 8; ++i) {
    notes.push_back({i * 960, 480, static_cast<std::uint8_t>(60 + i), 80});
  }
  document.push("Draw", insertNotes(notes));
  document.selectAll();
  window.actions().vary->trigger();
  const auto isProposed = [&] {
    return window.session().state() == ComposeSession::State::Proposed;
  };
  ASSERT_TRUE(waitUntil(isProposed));
  window.actions().accept->trigger();
  ASSERT_NE(document.score().notes(), notes);
  panel().list().choose(1);
  panel().commands().replay->trigger();
  EXPECT_EQ(document.score().notes(), notes);
  ASSERT_TRUE(waitUntil(isProposed));
  EXPECT_EQ(document.takes().back().material.notes(), document.takes()[0].material.notes());
  EXPECT_EQ(document.takes().back().staying, document.takes()[0].staying);
  window.actions().reject->trigger();
  document.undoStack().undo();
  EXPECT_EQ(panel().list().model()->index(0, 0).data(TakeModel::InPiece), true);
}

TEST_F(TakesTest, BeforeItIsComposedAgainItSaysThatThePieceHasChanged) {
  drawNote(0);
  ASSERT_NO_FATAL_FAILURE(compose());
  window.actions().reject->trigger();
  document.push("Draw", insertNotes({{0, 240, 36, 80}}));
  panel().list().choose(1);
  panel().commands().replay->trigger();
  EXPECT_TRUE(find<QLabel>("message").text().contains("has changed"))
      << find<QLabel>("message").text().toStdString();
}

TEST_F(TakesTest, WithoutItsModelATakeIsNotComposedAgain) {
  drawNote(0);
  ASSERT_NO_FATAL_FAILURE(compose());
  window.actions().reject->trigger();
  std::vector<Take> takes = document.takes();
  takes.front().modelChecksum = "another";
  document.setTakes(takes);
  panel().list().choose(1);
  panel().commands().replay->trigger();
  EXPECT_EQ(window.session().state(), ComposeSession::State::Idle);
  EXPECT_TRUE(find<QLabel>("message").text().contains("not here"))
      << find<QLabel>("message").text().toStdString();
}

TEST_F(TakesTest, ComposingOnFromATakeTakesItsSettingsAndMakesItTheParent) {
  drawNote(0);
  ASSERT_NO_FATAL_FAILURE(compose());
  window.actions().reject->trigger();
  panel().list().choose(2);
  panel().commands().branch->trigger();
  EXPECT_EQ(document.currentTake(), 2);
  EXPECT_TRUE(isInPiece(document.score(), document.takes()[1]));
  const int before = document.takes().back().id;
  ASSERT_NO_FATAL_FAILURE(compose());
  const Take& next = *findTake(document.takes(), before + 1);
  EXPECT_EQ(next.parent, 2);
  EXPECT_GE(next.range.begin, document.takes()[1].range.end);
  EXPECT_NE(next.seed, document.takes()[1].seed);
}

TEST_F(TakesTest, EveryCommandOfTakesIsInThePaletteAndInAMenu) {
  for (const QAction* action : panel().commands().inOrder()) {
    if (!action) continue;
    EXPECT_EQ(window.registry().find(commandId(*action)), action);
    EXPECT_EQ(commandCategory(*action), "Takes");
    EXPECT_EQ(action->shortcuts(), defaultKeys(*action)) << commandId(*action).toStdString();
  }
}

}  // namespace
}  // namespace cadenza::ui
