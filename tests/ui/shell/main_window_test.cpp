// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include <QCheckBox>
#include <QMessageBox>
#include <QSpinBox>

#include "window_fixture.h"

namespace cadenza::ui {
namespace {

using State = ComposeSession::State;

class MainWindowTest : public WindowTest {
 protected:
  void generate() {
    find<QCheckBox>("composeNewSeed").setChecked(false);
    click("generate");
    ASSERT_TRUE(waitUntil([this] { return window.session().state() == State::Proposed; }));
  }
  QMessageBox* question(const char* name) {
    return window.findChild<QMessageBox*>(QString::fromLatin1(name));
  }
};

TEST_F(MainWindowTest, DrawGenerateAcceptPlayUndoSaveAndReopenGivesTheSameScore) {
  for (const int step : {0, 1, 2}) drawNote(step);
  ASSERT_EQ(noteCount(), 3u);

  generate();
  EXPECT_FALSE(window.roll().candidate().notes.empty());
  click("acceptProposal");
  const std::size_t all = noteCount();
  EXPECT_GT(all, 3u);
  EXPECT_TRUE(window.roll().candidate().empty());

  click("playButton");
  EXPECT_TRUE(waitUntil([this] { return heard->count() > 0 && window.roll().playhead() > 0; }));
  click("playButton");
  EXPECT_FALSE(playback.isPlaying());

  window.actions().undo->trigger();
  EXPECT_EQ(noteCount(), 3u);
  window.actions().redo->trigger();
  EXPECT_EQ(noteCount(), all);

  const auto file = folder / "song.cadenza";
  QSignalSpy saved(&document, &Document::saved);
  window.actions().save->trigger();
  answerDialog(file);
  ASSERT_TRUE(waitUntil([&] { return saved.count() == 1; }));
  EXPECT_FALSE(document.isModified());

  const Score kept = document.score();
  const std::vector<Take> takes = document.takes();
  ASSERT_FALSE(takes.empty());
  document.reset({});
  QSignalSpy opened(&document, &Document::opened);
  window.files().openFile(QString::fromStdString(file.string()));
  ASSERT_TRUE(waitUntil([&] { return opened.count() == 1; }));
  EXPECT_EQ(document.score(), kept);
  EXPECT_EQ(document.takes(), takes);
}

TEST_F(MainWindowTest, TheKeysOfTheTransportDoWhatTheyAreThereFor) {
  for (const int step : {0, 1, 2}) drawNote(step);
  const auto key = [this](Qt::Key which) { QTest::keyClick(&window, which); };
  key(Qt::Key_L);
  EXPECT_TRUE(window.actions().loop->isChecked());
  const bool followed = window.roll().isFollowing();
  key(Qt::Key_F);
  EXPECT_NE(window.roll().isFollowing(), followed);
  key(Qt::Key_Space);
  EXPECT_TRUE(playback.isPlaying());
  EXPECT_TRUE(waitUntil([this] { return playback.position() > 0; }));
  key(Qt::Key_Space);
  EXPECT_FALSE(playback.isPlaying());
  key(Qt::Key_Home);
  EXPECT_EQ(playback.position(), 0);
  key(Qt::Key_Space);
  key(Qt::Key_F12);
  EXPECT_FALSE(playback.isPlaying());
}

TEST_F(MainWindowTest, TheMetronomeKeyTurnsTheClicksOnAndTheyStayOn) {
  QTest::keyClick(&window, Qt::Key_M);
  EXPECT_TRUE(window.actions().metronome->isChecked());
  drawNote(0);
  click("playButton");
  EXPECT_TRUE(waitUntil([this] { return heard->clickCount() > 0; }));
  document.undoStack().undo();
  window.close();
  EXPECT_TRUE(settings.value("play/metronome").toBool());
}

TEST_F(MainWindowTest, TheSameSeedNumberProposesTheSameNotes) {
  generate();
  const ScoreItems first = window.session().proposal();
  QTest::keyClick(&window, Qt::Key_Escape, Qt::ShiftModifier);
  EXPECT_EQ(window.session().state(), State::Idle);
  generate();
  EXPECT_EQ(window.session().proposal(), first);
}

TEST_F(MainWindowTest, EnterAcceptsAndShiftEscapeRejects) {
  window.roll().setFocus();
  QTest::keyClick(&window, Qt::Key_Return, Qt::ControlModifier);
  ASSERT_TRUE(waitUntil([this] { return window.session().state() == State::Proposed; }));
  QTest::keyClick(&window, Qt::Key_Escape, Qt::ShiftModifier);
  EXPECT_EQ(noteCount(), 0u);
  QTest::keyClick(&window, Qt::Key_Return, Qt::ControlModifier);
  ASSERT_TRUE(waitUntil([this] { return window.session().state() == State::Proposed; }));
  QTest::keyClick(&window, Qt::Key_Return);
  EXPECT_GT(noteCount(), 0u);
}

TEST_F(MainWindowTest, TheProposalIsHeardBeforeItIsAccepted) {
  generate();
  click("listenProposal");
  EXPECT_TRUE(waitUntil([this] { return heard->count() > 0; }));
}

TEST_F(MainWindowTest, TheStarterModelIsChosenAtTheFirstStart) {
  EXPECT_EQ(find<QComboBox>("composeModel").currentText(), "tiny score");
  EXPECT_TRUE(window.actions().generate->isEnabled());
  EXPECT_FALSE(find<QWidget>("noModel").isVisible());
}

TEST_F(MainWindowTest, ClosingWithUnsavedNotesAsksAndCancelKeepsTheWindow) {
  drawNote(0);
  window.close();
  auto* asked = question("unsavedQuestion");
  ASSERT_NE(asked, nullptr);
  asked->button(QMessageBox::Cancel)->click();
  QCoreApplication::processEvents();
  EXPECT_TRUE(window.isVisible());
}

TEST_F(MainWindowTest, ClosingAndDiscardingCloses) {
  drawNote(0);
  window.close();
  auto* asked = question("unsavedQuestion");
  ASSERT_NE(asked, nullptr);
  asked->button(QMessageBox::Discard)->click();
  EXPECT_TRUE(waitUntil([this] { return !window.isVisible(); }));
}

TEST_F(MainWindowTest, AFileThatIsNoMidiIsComplainedAboutAndThePieceStays) {
  drawNote(0);
  document.undoStack().setClean();
  window.files().openFile(QStringLiteral("/nowhere/at/all.mid"));
  ASSERT_TRUE(waitUntil([this] { return question("complaint") != nullptr; }));
  EXPECT_EQ(noteCount(), 1u);
}

TEST_F(MainWindowTest, AnExportCanBeCancelled) {
  drawNote(0);
  window.actions().exportAudio->trigger();
  click("exportProceed");
  answerDialog(folder / "song.wav");
  ASSERT_TRUE(waitUntil([this] { return find<QWidget>("cancelExport").isVisible(); }));
  click("cancelExport");
  EXPECT_TRUE(waitUntil([this] { return !find<QWidget>("cancelExport").isVisible(); }));
  EXPECT_THAT(find<QLabel>("message").text().toStdString(), ::testing::HasSubstr("cancelled"));
}

TEST_F(MainWindowTest, EveryActionTellsItsShortcutInItsTooltip) {
  for (const QAction* action : {window.actions().play, window.actions().loop,
                                window.actions().generate, window.actions().accept}) {
    const QString key = action->shortcut().toString(QKeySequence::NativeText);
    EXPECT_THAT(action->toolTip().toStdString(), ::testing::HasSubstr(key.toStdString()));
  }
}

TEST_F(MainWindowTest, WhatWasSetComesBackInTheNextWindow) {
  window.setWorkspace(Workspace::Train);
  window.close();
  settings.sync();
  MainWindow next(studio);
  EXPECT_EQ(next.workspace(), Workspace::Train);
}

TEST_F(MainWindowTest, ATrainedModelCanBeComposedWithAtOnce) {
  std::filesystem::create_directories(folder / "music");
  writeEtudes(folder / "music", 12);
  window.setWorkspace(Workspace::Train);
  auto& start = find<QAbstractButton>("startTraining");
  EXPECT_FALSE(start.isEnabled());
  window.dashboard().chooseFolder(QString::fromStdString((folder / "music").string()));
  ASSERT_TRUE(waitUntil([&] { return start.isEnabled(); }));

  click("recipeScore");
  click("startTraining");
  EXPECT_TRUE(training.isTraining());
  ASSERT_TRUE(waitUntil([this] { return find<QAbstractButton>("stopTraining").isVisible(); }));
  click("stopTraining");
  ASSERT_TRUE(waitUntil([this] { return !training.isTraining(); }));
  ASSERT_TRUE(waitUntil([this] { return models.entries().size() == 2; }));
  click("composeWithModel");
  EXPECT_EQ(window.workspace(), Workspace::Compose);
  EXPECT_EQ(find<QComboBox>("composeModel").currentText(), "music score small");
  generate();
  EXPECT_EQ(window.session().modelName(), "music score small");
}

TEST_F(MainWindowTest, ClosingWhileTrainingAsksAndStoppingClosesWithTheModelKept) {
  std::filesystem::create_directories(folder / "music");
  writeEtudes(folder / "music", 12);
  window.dashboard().chooseFolder(QString::fromStdString((folder / "music").string()));
  auto& start = find<QAbstractButton>("startTraining");
  ASSERT_TRUE(waitUntil([&] { return start.isEnabled(); }));
  start.click();
  window.close();
  auto* asked = question("trainingQuestion");
  ASSERT_NE(asked, nullptr);
  EXPECT_TRUE(window.isVisible());
  answer(*asked, "Stop and keep");
  EXPECT_TRUE(waitUntil([this] { return !window.isVisible(); }));
  EXPECT_FALSE(training.isTraining());
  EXPECT_FALSE(std::filesystem::is_empty(folder / "models"));
}

}  // namespace
}  // namespace cadenza::ui
