// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recovery/autosave.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QProcess>
#include <QSignalSpy>
#include <QTest>
#include <fstream>

#include "core/base/random.h"
#include "core/score/edits.h"
#include "tests/support/campaign.h"
#include "tests/support/temporary_folder.h"

namespace cadenza::ui {
namespace {

using namespace std::chrono_literals;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr int patience = 120'000;  // milliseconds
const QString victim = QStringLiteral(AUTOSAVE_VICTIM);

static_assert(Autosave::usualInterval <= 4s, "A crash costs at most five seconds of work.");

class AutosaveTest : public ::testing::Test {
 protected:
  void draw(Tick onset) { document.push("Draw", insertNotes({{onset, 480, 60, 80}})); }
  [[nodiscard]] std::size_t filesThere() const {
    if (!std::filesystem::exists(recovery)) return 0;
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(recovery)) {
      count += entry.path().extension() == ".cadenza-recovery" ? 1 : 0;
    }
    return count;
  }
  template <class Predicate>
  [[nodiscard]] static bool waitUntil(Predicate holds) {
    return QTest::qWaitFor(holds, patience);
  }

  test::TemporaryFolder folder;
  const std::filesystem::path recovery = folder / "recovery";
  Document document;
};

TEST_F(AutosaveTest, NothingIsWrittenBeforeTheFirstEdit) {
  const Autosave autosave(document, recovery, 1ms);
  document.reset(Score({{{0, 480, 60, 80}}, {}, {}, {}}), "Demo");
  QTest::qWait(0);
  EXPECT_EQ(filesThere(), 0u);
}

TEST_F(AutosaveTest, TheFirstEditOfASongThatWasNeverSavedIsSafeAtOnce) {
  Autosave autosave(document, recovery, 1h);
  QSignalSpy written(&autosave, &Autosave::written);
  draw(0);
  ASSERT_TRUE(waitUntil([&] { return written.count() == 1; }));
  EXPECT_EQ(written.front().front().toULongLong(), document.revision());
  EXPECT_EQ(filesThere(), 1u);
}

TEST_F(AutosaveTest, EditsWithinOneIntervalAreWrittenTogether) {
  Autosave autosave(document, recovery, 50ms);
  QSignalSpy written(&autosave, &Autosave::written);
  for (int edit = 0; edit < 100; ++edit) draw(edit * 480);
  ASSERT_TRUE(waitUntil([&] {
    return !written.isEmpty() && written.back().front().toULongLong() == document.revision();
  }));
  EXPECT_LE(written.count(), 2);
}

TEST_F(AutosaveTest, EditsThatComeWhileItWritesAreWrittenNext) {
  Autosave autosave(document, recovery, 1ms);
  QSignalSpy written(&autosave, &Autosave::written);
  draw(0);
  ASSERT_TRUE(waitUntil([&] { return filesThere() == 1; }));
  draw(480);
  EXPECT_TRUE(waitUntil([&] {
    return !written.isEmpty() && written.back().front().toULongLong() == document.revision();
  }));
}

TEST_F(AutosaveTest, AKeyAndATitleAloneAreWrittenToo) {
  Autosave autosave(document, recovery, 1ms);
  QSignalSpy written(&autosave, &Autosave::written);
  draw(0);
  const auto isSafe = [&] {
    return !written.isEmpty() && written.back().front().toULongLong() == document.revision();
  };
  ASSERT_TRUE(waitUntil(isSafe));
  document.setKey(Key{2, Scale::Minor});
  EXPECT_TRUE(waitUntil(isSafe));
  PieceProperties titled = document.properties();
  titled.title = "Song";
  document.setProperties("Properties", titled);
  EXPECT_TRUE(waitUntil(isSafe));
}

TEST_F(AutosaveTest, WithTheSavedPieceTheFileGoes) {
  Autosave autosave(document, recovery, 1ms);
  draw(0);
  ASSERT_TRUE(waitUntil([&] { return filesThere() == 1; }));
  document.saveAs(QString::fromStdString((folder / "song.cadenza").string()));
  EXPECT_TRUE(waitUntil([&] { return filesThere() == 0; }));
  draw(480);
  EXPECT_TRUE(waitUntil([&] { return filesThere() == 1; }));
}

TEST_F(AutosaveTest, WhatWasUndoneToTheStartIsNothingToRecover) {
  Autosave autosave(document, recovery, 1ms);
  draw(0);
  ASSERT_TRUE(waitUntil([&] { return filesThere() == 1; }));
  document.undoStack().undo();
  EXPECT_TRUE(waitUntil([&] { return filesThere() == 0; }));
}

TEST_F(AutosaveTest, DiscardedWorkLeavesNothingAndWorkThatNobodyAskedAboutStays) {
  for (const bool discarded : {true, false}) {
    Document piece;
    auto autosave = std::make_unique<Autosave>(piece, recovery, 1ms);
    piece.push("Draw", insertNotes({{0, 480, 60, 80}}));
    ASSERT_TRUE(waitUntil([&] { return filesThere() == 1; }));
    if (discarded) autosave->discard();
    autosave.reset();
    EXPECT_EQ(filesThere(), discarded ? 0u : 1u);
  }
}

TEST_F(AutosaveTest, AWriteThatIsUnderWayWhenThePieceIsDiscardedLeavesNothing) {
  for (int round = 0; round < 20; ++round) {
    Document piece;
    Autosave autosave(piece, recovery, 1ms);
    piece.push("Draw", insertNotes({{0, 480, 60, 80}}));
    QCoreApplication::processEvents();
    autosave.discard();
  }
  EXPECT_TRUE(std::filesystem::is_empty(recovery));
}

TEST_F(AutosaveTest, RecoveredWorkGoesOnInItsFileAndKnowsWhereItBelongs) {
  const QString path = QString::fromStdString((folder / "song.cadenza").string());
  {
    Autosave autosave(document, recovery, 1ms);
    document.restore({}, path, "song");
    draw(0);
    ASSERT_TRUE(waitUntil([&] { return filesThere() == 1; }));
  }
  auto lost = findLostPieces(recovery);
  ASSERT_THAT(lost, SizeIs(1));
  ASSERT_TRUE(lost[0].work);
  EXPECT_EQ(lost[0].work->info.path, path.toStdString());
  Document again;
  Autosave autosave(again, recovery, 1ms);
  QSignalSpy written(&autosave, &Autosave::written);
  autosave.adopt(std::move(lost[0].file));
  again.restore(lost[0].work->import.project, path, "song");
  EXPECT_EQ(filesThere(), 1u);
  ASSERT_TRUE(waitUntil([&] { return !written.isEmpty(); }));
  EXPECT_EQ(filesThere(), 1u);
  again.saveAs(path);
  EXPECT_TRUE(waitUntil([&] { return filesThere() == 0; }));
}

TEST_F(AutosaveTest, AFolderThatCanNotBeMadeIsToldOnceAndTriedAgain) {
  std::ofstream(recovery) << "in the way";
  Autosave autosave(document, recovery, 1ms);
  QSignalSpy failed(&autosave, &Autosave::failed);
  QSignalSpy written(&autosave, &Autosave::written);
  draw(0);
  ASSERT_TRUE(waitUntil([&] { return failed.count() == 1; }));
  draw(480);
  std::filesystem::remove(recovery);
  ASSERT_TRUE(waitUntil([&] { return written.count() == 1; }));
  EXPECT_EQ(failed.count(), 1);
}

// Two programs edit; each is killed at some moment. What was said to be safe is there, of each.
TEST_F(AutosaveTest, KilledProgramsLoseNothingThatWasSafe) {
  Random random(3);
  const auto lastSafe = [](const QByteArray& said) {
    const qsizetype at = said.lastIndexOf("safe ");
    const qsizetype end = said.indexOf('\n', at);
    return at < 0 || end < 0 ? 0 : said.mid(at + 5, end - at - 5).toInt();
  };
  for (int round = 0; round < test::campaign(6, 100); ++round) {
    std::array<QProcess, 2> programs;
    std::array<QByteArray, 2> said;
    for (QProcess& program : programs) {
      program.start(victim, {QString::fromStdString(recovery.string()), QStringLiteral("20")});
      ASSERT_TRUE(program.waitForStarted(patience));
    }
    const int enough = 1 + static_cast<int>(random.below(30));
    for (std::size_t i = 0; i < 2; ++i) {
      while (lastSafe(said[i]) < enough) {
        ASSERT_TRUE(programs[i].waitForReadyRead(patience));
        said[i] += programs[i].readAllStandardOutput();
      }
    }
    EXPECT_THAT(findLostPieces(recovery), IsEmpty()) << "both live";
    std::size_t safe = 0;
    for (std::size_t i = 0; i < 2; ++i) {
      programs[i].kill();
      ASSERT_TRUE(programs[i].waitForFinished(patience));
      said[i] += programs[i].readAllStandardOutput();
      safe += static_cast<std::size_t>(lastSafe(said[i]));
    }
    auto lost = findLostPieces(recovery);
    ASSERT_THAT(lost, SizeIs(2));
    std::size_t found = 0;
    for (const LostPiece& piece : lost) {
      ASSERT_TRUE(piece.work) << piece.work.error().detail;
      EXPECT_EQ(piece.work->info.title, "Untitled");
      found += piece.work->import.project.score.notes().size();
      piece.file.remove();
    }
    EXPECT_GE(found, safe);
  }
}

}  // namespace
}  // namespace cadenza::ui
