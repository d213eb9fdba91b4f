// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QFile>
#include <QSet>
#include <QSignalSpy>
#include <QTemporaryDir>

#include "core/base/random.h"
#include "core/base/safe_file.h"
#include "core/project/project_file.h"
#include "core/score/edits.h"
#include "tests/support/memory_limit.h"
#include "ui/messages.h"

namespace cadenza::ui {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr int patienceMs = 120'000;

Note noteAt(Tick onset, int pitch) { return {onset, 480, static_cast<std::uint8_t>(pitch), 80}; }

class DocumentTest : public ::testing::Test {
 protected:
  void save(const QString& path) {
    QSignalSpy saved(&document, &Document::saved);
    document.saveAs(path);
    ASSERT_TRUE(saved.wait(patienceMs));
  }

  Document document;
  QTemporaryDir folder;
};

TEST_F(DocumentTest, AnEditIsOneNamedStepThatCanBeUndoneAndRedone) {
  const Note note = noteAt(0, 60);
  document.push("Draw note", insertNotes({note}));
  EXPECT_THAT(document.score().notes(), ElementsAre(note));
  EXPECT_EQ(document.undoStack().undoText(), "Draw note");
  document.undoStack().undo();
  EXPECT_THAT(document.score().notes(), IsEmpty());
  document.undoStack().redo();
  EXPECT_THAT(document.score().notes(), ElementsAre(note));
}

TEST_F(DocumentTest, AnEmptyEditIsNoStep) {
  document.push("Move note", moveNotes(std::vector<Note>{noteAt(0, 60)}, 0, 0));
  EXPECT_EQ(document.undoStack().count(), 0);
}

TEST_F(DocumentTest, TheSelectionFollowsUndoAndRedo) {
  const Note before = noteAt(960, 60);
  document.push("Draw note", insertNotes({before}));
  document.push("Move note", moveNotes(std::vector<Note>{before}, 480, 2));
  EXPECT_THAT(document.selection(), ElementsAre(noteAt(1440, 62)));
  document.undoStack().undo();
  EXPECT_THAT(document.selection(), ElementsAre(before));
  document.undoStack().redo();
  EXPECT_THAT(document.selection(), ElementsAre(noteAt(1440, 62)));
}

TEST_F(DocumentTest, ATempoChangeKeepsTheSelection) {
  document.push("Draw note", insertNotes({noteAt(0, 60)}));
  document.push("Tempo", setTempo(document.score(), 90));
  EXPECT_THAT(document.selection(), ElementsAre(noteAt(0, 60)));
}

TEST_F(DocumentTest, UndoBringsBackAPedalChangeThatAnotherTookThePlaceOf) {
  document.reset(Score({{}, {{0, 100}, {960, 64}}, {}, {}}));
  const Score before = document.score();
  for (const int value : {20, 127}) {
    ScoreEdit edit;
    edit.added.pedal = {{960, static_cast<std::uint8_t>(value)}};
    document.push("Take", edit);
    EXPECT_EQ(document.score().pedal().back().value, value);
    document.undoStack().undo();
    EXPECT_EQ(document.score(), before);
  }
}

TEST_F(DocumentTest, OnlyNotesOfTheScoreCanBeSelected) {
  document.push("Draw note", insertNotes({noteAt(0, 60)}));
  document.select({noteAt(0, 61), noteAt(0, 60)});
  EXPECT_THAT(document.selection(), ElementsAre(noteAt(0, 60)));
}

TEST_F(DocumentTest, ChangesOfOneRunAreOneStep) {
  document.push("Draw note", insertNotes({noteAt(0, 60)}));
  for (int turn = 0; turn < 5; ++turn) {
    document.pushInRun(1, "Velocity", changeVelocities(document.selection(), 3));
  }
  EXPECT_EQ(document.undoStack().count(), 2);
  EXPECT_EQ(document.score().notes().front().velocity, 95);
  document.pushInRun(2, "Velocity", changeVelocities(document.selection(), 3));
  EXPECT_EQ(document.undoStack().count(), 3);
  document.undoStack().undo();
  document.undoStack().undo();
  EXPECT_EQ(document.score().notes().front().velocity, 80);
}

TEST_F(DocumentTest, ARunThatComesBackToItsStartLeavesNoStep) {
  document.push("Draw note", insertNotes({noteAt(0, 60)}));
  document.pushInRun(1, "Velocity", changeVelocities(document.selection(), 3));
  document.pushInRun(1, "Velocity", changeVelocities(document.selection(), -3));
  EXPECT_EQ(document.undoStack().count(), 1);
}

TEST_F(DocumentTest, UndoingEverythingGivesBackTheStartAndRedoingTheEnd) {
  Random random(7);
  for (int step = 0; step < 200; ++step) {
    const auto& notes = document.score().notes();
    if (notes.empty() || random.below(3) == 0) {
      const auto onset = static_cast<Tick>(random.below(20'000));
      document.push("Draw", insertNotes({noteAt(onset, 30 + static_cast<int>(random.below(60)))}));
    } else {
      document.select({notes[random.below(notes.size())]});
      document.push("Move", moveNotes(std::vector(document.selection()),
                                      static_cast<Tick>(random.below(900)) - 450,
                                      static_cast<int>(random.below(9)) - 4));
    }
  }
  const Score end = document.score();
  document.undoStack().setIndex(0);
  EXPECT_EQ(document.score(), Score());
  document.undoStack().setIndex(document.undoStack().count());
  EXPECT_EQ(document.score(), end);
}

TEST_F(DocumentTest, WhatIsSavedAndOpenedIsEqual) {
  document.push("Draw", insertNotes({noteAt(0, 60), noteAt(960, 64), noteAt(1920, 67)}));
  document.push("Tempo", setTempo(document.score(), 96));
  const Score score = document.score();
  const QString path = folder.filePath("piece.mid");
  QSignalSpy saved(&document, &Document::saved);
  EXPECT_TRUE(document.isModified());
  document.saveAs(path);
  ASSERT_TRUE(saved.wait(patienceMs));
  EXPECT_FALSE(document.isModified());
  EXPECT_EQ(document.path(), path);
  EXPECT_EQ(document.displayName(), "piece");

  Document other;
  QSignalSpy opened(&other, &Document::opened);
  other.open(path);
  ASSERT_TRUE(opened.wait(patienceMs));
  EXPECT_EQ(other.score(), score);
  EXPECT_FALSE(other.isModified());
  EXPECT_EQ(other.undoStack().count(), 0);
}

TEST_F(DocumentTest, AProjectKeepsLocksTakesAndTheWindowsState) {
  Note locked = noteAt(0, 60);
  locked.locked = true;
  document.push("Draw", insertNotes({locked, noteAt(960, 64)}));
  Take take;
  take.id = 1;
  take.name = "Bolder";
  take.material = Score({{noteAt(1920, 67)}, {}, {}, {}});
  document.setTakes({take});
  document.setStateSource([] { return WorkingState{{{"snap", 240}}, {{"bars", 4}}}; });
  ASSERT_NO_FATAL_FAILURE(save(folder.filePath("song.cadenza")));
  EXPECT_FALSE(document.isModified());

  Document other;
  QSignalSpy opened(&other, &Document::opened);
  other.open(folder.filePath("song.cadenza"));
  ASSERT_TRUE(opened.wait(patienceMs));
  EXPECT_EQ(other.score(), document.score());
  EXPECT_THAT(other.takes(), ElementsAre(take));
  EXPECT_EQ(other.openedState().view["snap"], 240);
  EXPECT_EQ(other.openedState().compose["bars"], 4);
  EXPECT_FALSE(other.isModified());
}

Take takeOf(int id, int parent = 0) {
  Take take;
  take.id = id;
  take.parent = parent;
  return take;
}

TEST_F(DocumentTest, RemovingATakeIsAStepThatUndoTurnsRound) {
  document.setTakes({takeOf(1), takeOf(2, 1), takeOf(3, 2)});
  document.setCurrentTake(2);
  QSignalSpy changed(&document, &Document::takesChanged);
  document.removeTake("Delete take", 2, Descendants::MoveUp);
  EXPECT_EQ(document.takes().size(), 2u);
  EXPECT_EQ(document.takes()[1].parent, 1);
  EXPECT_EQ(document.currentTake(), 1);
  EXPECT_EQ(document.undoStack().undoText(), "Delete take");
  document.undoStack().undo();
  EXPECT_EQ(document.takes(), (std::vector{takeOf(1), takeOf(2, 1), takeOf(3, 2)}));
  EXPECT_EQ(document.currentTake(), 2);
  document.undoStack().redo();
  EXPECT_EQ(document.takes().size(), 2u);
  EXPECT_EQ(changed.count(), 3);
}

TEST_F(DocumentTest, ATakeWithAllThatCameOfItCanGo) {
  document.setTakes({takeOf(1), takeOf(2, 1), takeOf(3, 2)});
  document.setCurrentTake(3);
  document.removeTake("Delete takes", 1, Descendants::GoToo);
  EXPECT_TRUE(document.takes().empty());
  EXPECT_EQ(document.currentTake(), 0);
  document.removeTake("Delete takes", 1, Descendants::GoToo);
  EXPECT_EQ(document.undoStack().count(), 1);
}

TEST_F(DocumentTest, ANumberOfARemovedTakeIsNotGivenAgain) {
  document.setTakes({takeOf(1), takeOf(2, 1)});
  document.removeTake("Delete take", 2, Descendants::MoveUp);
  EXPECT_EQ(document.nextTakeId(), 3);
  document.reset({});
  EXPECT_EQ(document.nextTakeId(), 1);
}

TEST_F(DocumentTest, TheCurrentTakeIsKeptInTheProjectAndOnlyOneThatThereIs) {
  document.setTakes({takeOf(1), takeOf(2, 1)});
  document.setCurrentTake(2);
  const QString path = folder.filePath("a.cadenza");
  save(path);
  document.setCurrentTake(7);
  EXPECT_EQ(document.currentTake(), 0);
  EXPECT_FALSE(document.isModified());
  QSignalSpy opened(&document, &Document::opened);
  document.open(path);
  ASSERT_TRUE(opened.wait(patienceMs));
  EXPECT_EQ(document.currentTake(), 2);
}

TEST_F(DocumentTest, ANewTakeIsWorkToBeSavedAndNoStepOfUndo) {
  QSignalSpy modified(&document, &Document::modifiedChanged);
  document.setTakes(std::vector<Take>(1));
  EXPECT_TRUE(document.isModified());
  EXPECT_EQ(modified.count(), 1);
  EXPECT_EQ(document.undoStack().count(), 0);
  document.setTakes(document.takes());
  EXPECT_EQ(modified.count(), 1);
  document.reset({});
  EXPECT_FALSE(document.isModified());
  EXPECT_THAT(document.takes(), IsEmpty());
}

TEST_F(DocumentTest, WhatIsRestoredIsUnsavedUntilItIsSavedWhereItBelongs) {
  Project lost;
  lost.score = Score({{noteAt(0, 60)}, {}, {}, {}});
  document.restore(lost, folder.filePath("song.cadenza"), "song");
  EXPECT_EQ(document.score(), lost.score);
  EXPECT_TRUE(document.isModified());
  document.push("Draw", insertNotes({noteAt(960, 60)}));
  document.undoStack().undo();
  EXPECT_TRUE(document.isModified());
  ASSERT_NO_FATAL_FAILURE(save(document.path()));
  EXPECT_FALSE(document.isModified());
}

TEST_F(DocumentTest, ADamagedProjectIsNotPutInPlaceButShown) {
  Project project;
  project.score = Score({{noteAt(0, 60)}, {}, {}, {}});
  auto entries = *projectEntries(project);
  entries.erase("project.json");
  const QString path = folder.filePath("half.cadenza");
  ASSERT_TRUE(writeFile(nativePath(path), *packZip(entries)));
  OpenedPiece seen;
  QObject::connect(&document, &Document::openedDamaged, &document,
                   [&](const QString&, const OpenedPiece& piece) { seen = piece; });
  QSignalSpy damaged(&document, &Document::openedDamaged);
  document.open(path);
  ASSERT_TRUE(damaged.wait(patienceMs));
  EXPECT_FALSE(seen.damage.isEmpty());
  EXPECT_EQ(seen.project.score, project.score);
  EXPECT_THAT(document.score().notes(), IsEmpty());
}

TEST_F(DocumentTest, WhatIsEditedWhileSavingStaysUnsaved) {
  document.push("Draw", insertNotes({noteAt(0, 60)}));
  QSignalSpy saved(&document, &Document::saved);
  document.saveAs(folder.filePath("piece.mid"));
  document.push("Draw", insertNotes({noteAt(960, 60)}));
  ASSERT_TRUE(saved.wait(patienceMs));
  EXPECT_TRUE(document.isModified());
}

TEST_F(DocumentTest, AFileThatIsNoMidiChangesNothingAndIsTold) {
  QFile file(folder.filePath("letter.mid"));
  ASSERT_TRUE(file.open(QIODevice::WriteOnly));
  file.write("Dear Clara,");
  file.close();
  document.push("Draw", insertNotes({noteAt(0, 60)}));
  QSignalSpy failed(&document, &Document::openFailed);
  document.open(file.fileName());
  ASSERT_TRUE(failed.wait(patienceMs));
  EXPECT_FALSE(failed.front().at(1).toString().isEmpty());
  EXPECT_THAT(document.score().notes(), ElementsAre(noteAt(0, 60)));
  EXPECT_TRUE(document.isModified());
}

TEST_F(DocumentTest, AFileThatMemoryDoesNotHoldChangesNothingAndIsTold) {
  if (!test::canLimitMemory) GTEST_SKIP() << "not under this sanitizer";
  QFile file(folder.filePath("huge.mid"));
  ASSERT_TRUE(file.open(QIODevice::WriteOnly));
  file.write(QByteArray::fromHex("4d546864000000060000000101e04d54726b05f5e0f0"));
  ASSERT_TRUE(file.resize(100'000'000));
  file.close();
  document.push("Draw", insertNotes({noteAt(0, 60)}));
  QSignalSpy failed(&document, &Document::openFailed);
  {
    const test::MemoryLimit limit(64u << 20);
    document.open(file.fileName());
    ASSERT_TRUE(failed.wait(patienceMs));
  }
  EXPECT_TRUE(failed.front().at(1).toString().contains("Memory ran out")) << "what happened";
  EXPECT_THAT(document.score().notes(), ElementsAre(noteAt(0, 60)));
  EXPECT_FALSE(document.isBusy());
}

TEST(Messages, HaveAHeadlineForEveryError) {
  QSet<QString> headlines;
  constexpr int count = static_cast<int>(ErrorCode::Cancelled) + 1;
  for (int i = 0; i < count; ++i) headlines << userText({static_cast<ErrorCode>(i), {}});
  EXPECT_EQ(headlines.size(), count);
  EXPECT_FALSE(headlines.contains(QString()));
}

TEST_F(DocumentTest, SavingWhereNothingCanBeWrittenIsTold) {
  document.push("Draw", insertNotes({noteAt(0, 60)}));
  QSignalSpy failed(&document, &Document::saveFailed);
  document.saveAs(folder.filePath("no/such/folder/piece.mid"));
  ASSERT_TRUE(failed.wait(patienceMs));
  EXPECT_TRUE(document.isModified());
  EXPECT_TRUE(document.path().isEmpty());
}

TEST_F(DocumentTest, ANewPieceIsNotNamedAfterAFileThatWasStillBeingWritten) {
  document.push("Draw", insertNotes({noteAt(0, 60)}));
  QSignalSpy saved(&document, &Document::saved);
  document.saveAs(folder.filePath("old.mid"));
  document.reset(Score());
  ASSERT_TRUE(saved.wait(patienceMs));
  EXPECT_TRUE(document.path().isEmpty());
  EXPECT_EQ(document.displayName(), "Untitled");
}

TEST_F(DocumentTest, TheKeyBelongsToThePiece) {
  QSignalSpy changes(&document, &Document::propertiesChanged);
  document.setKey(Key{2, Scale::Minor});
  EXPECT_TRUE(document.isModified());
  EXPECT_EQ(changes.count(), 1);
  document.setKey(Key{2, Scale::Minor});
  EXPECT_EQ(document.undoStack().count(), 1);
  document.undoStack().undo();
  EXPECT_EQ(document.properties().key, std::nullopt);
  EXPECT_FALSE(document.isModified());
  document.undoStack().redo();
  ASSERT_NO_FATAL_FAILURE(save(folder.filePath("d.cadenza")));
  EXPECT_FALSE(document.isModified());
  document.reset({});
  EXPECT_EQ(document.properties().key, std::nullopt);
  QSignalSpy opened(&document, &Document::opened);
  document.open(folder.filePath("d.cadenza"));
  ASSERT_TRUE(opened.wait(patienceMs));
  EXPECT_EQ(document.properties().key, (Key{2, Scale::Minor}));
  EXPECT_FALSE(document.isModified());
}

TEST_F(DocumentTest, PropertiesAreKeptInProjectsAndMidiFiles) {
  const PieceProperties properties{"Étude", "A. Composer", "2026", Key{9, Scale::Minor}, {"Right"}};
  document.setProperties("Change", properties);
  for (const char* name : {"a.cadenza", "a.mid"}) {
    ASSERT_NO_FATAL_FAILURE(save(folder.filePath(name)));
    document.reset({});
    EXPECT_EQ(document.properties(), PieceProperties{});
    QSignalSpy opened(&document, &Document::opened);
    document.open(folder.filePath(name));
    ASSERT_TRUE(opened.wait(patienceMs));
    EXPECT_EQ(document.properties(), properties) << name;
  }
}

}  // namespace
}  // namespace cadenza::ui
