// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/corpus/scan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/stat.h>

#include <chrono>
#include <cstdlib>

#include "tests/core/corpus/piece_folder.h"
#include "tests/support/unprivileged.h"

namespace cadenza {
namespace {

namespace fs = std::filesystem;
using test::piece;
using test::PieceFolder;
using test::pieceNamed;
using testing::HasSubstr;

TEST(Scan, KeepsThePiecesAsTheyAre) {
  const PieceFolder folder;
  folder.add("b.mid", piece(1), "The title");
  folder.add("below/a.MIDI", piece(2));
  folder.add("c.kar", piece(3));
  folder.addText("readme.txt", "no piece");
  const ScanReport report = folder.scan();
  EXPECT_EQ(report.files, 3u);
  EXPECT_EQ(report.kept, 3u);
  EXPECT_EQ(report.read, 3u);
  EXPECT_EQ(report.notes, 180u);
  EXPECT_NEAR(report.hours, (piece(1).seconds() + piece(2).seconds() + piece(3).seconds()) / 3600,
              1e-9);
  EXPECT_EQ(report.train + report.validation + report.test, 3u);
  const Corpus corpus = folder.corpus();
  EXPECT_EQ(corpus.noteCount(), 180u);
  EXPECT_EQ(corpus.folder(), absoluteFolder(folder.pieces()).string());
  EXPECT_EQ(pieceNamed(corpus, "b.mid").score(), piece(1));
  EXPECT_EQ(pieceNamed(corpus, "below/a.MIDI").score(), piece(2));
  EXPECT_EQ(pieceNamed(corpus, "b.mid").title, "The title");
  EXPECT_DOUBLE_EQ(pieceNamed(corpus, "b.mid").seconds, piece(1).seconds());
}

TEST(Scan, FindsEveryNameOfAMidiFile) {
  const PieceFolder folder;
  const std::vector<std::string> names{"a.mid", "b.MIDI", "c.kar", "d.smf", "e.rmi"};
  for (std::size_t i = 0; i < names.size(); ++i) folder.add(names[i], piece(i));
  folder.add("f.mid.txt", piece(9));
  EXPECT_EQ(folder.scan().kept, names.size());
}

TEST(Scan, SaysWhatItPassedOver) {
  const PieceFolder folder;
  folder.add("a.mid", piece(1));
  folder.add("below/b.mid", piece(2));
  fs::create_directory_symlink(folder.pieces() / "below", folder.pieces() / "link");
  fs::create_directory_symlink("..", folder.pieces() / "below/circle");
  ASSERT_EQ(::mkfifo((folder.pieces() / "pipe.mid").c_str(), 0600), 0);
  ASSERT_EQ(::mkfifo((folder.pieces() / "pipe.txt").c_str(), 0600), 0);
  for (int scan = 0; scan < 2; ++scan) {
    const ScanReport report = folder.scan();
    EXPECT_EQ(report.files, 2u);
    ASSERT_EQ(report.passedOver.size(), 3u);
    EXPECT_EQ(report.passedOver[0].file, "below/circle");
    EXPECT_EQ(report.passedOver[1].file, "link");
    EXPECT_THAT(report.passedOver[1].reason, HasSubstr("link to a folder"));
    EXPECT_EQ(report.passedOver[2].file, "pipe.mid");
    EXPECT_THAT(report.passedOver[2].reason, HasSubstr("pipe"));
  }
}

TEST(Scan, NamesFoldersThatCanNotBeRead) {
  const PieceFolder folder;
  folder.add("a.mid", piece(1));
  folder.add("closed/b.mid", piece(2));
  fs::permissions(folder.pieces().parent_path(), fs::perms(0777));
  fs::permissions(folder.pieces() / "closed", fs::perms(0));
  {
    const test::Unprivileged nobody;
    const ScanReport report = folder.scan();
    EXPECT_EQ(report.kept, 1u);
    ASSERT_EQ(report.passedOver.size(), 1u);
    EXPECT_EQ(report.passedOver[0].file, "closed");
    EXPECT_THAT(report.passedOver[0].reason, HasSubstr("can't be read"));
    const auto empty = scanFolder(folder.pieces() / "closed", folder.cache());
    ASSERT_FALSE(empty);
    EXPECT_THAT(empty.error().detail, HasSubstr("can't be read"));
  }
  fs::permissions(folder.pieces() / "closed", fs::perms(0755));
}

TEST(Scan, OneBadFileNeverStopsTheRest) {
  const PieceFolder folder;
  folder.add("good.mid", piece(1));
  folder.add("short.mid", piece(2, 31));
  folder.addText("bad.mid", "this is no music");
  folder.addText("empty.mid", "");
  fs::create_directories(folder.pieces() / "folder.mid");
  fs::create_symlink("nowhere", folder.pieces() / "dangling.mid");
  const ScanReport report = folder.scan();
  EXPECT_EQ(report.files, 4u);
  EXPECT_EQ(report.kept, 1u);
  ASSERT_EQ(report.skipped.size(), 3u);
  EXPECT_EQ(report.skipped[0].file, "bad.mid");
  EXPECT_THAT(report.skipped[0].reason, HasSubstr("no MIDI file"));
  EXPECT_THAT(report.skipped[1].reason, HasSubstr("empty"));
  EXPECT_THAT(report.skipped[2].reason, HasSubstr("31 notes"));
  ASSERT_EQ(report.passedOver.size(), 1u);
  EXPECT_EQ(report.passedOver[0].file, "dangling.mid");
}

TEST(Scan, DuplicatesAreKeptOnce) {
  const PieceFolder folder;
  folder.add("a.mid", piece(1), "One title");
  folder.add("b.mid", piece(1), "Another title");
  folder.add("c.mid", piece(2));
  for (const std::size_t filesRead : {3u, 0u}) {
    const ScanReport report = folder.scan();
    EXPECT_EQ(report.read, filesRead);
    EXPECT_EQ(report.kept, 2u);
    ASSERT_EQ(report.duplicates.size(), 1u);
    EXPECT_EQ(report.duplicates[0].file, "b.mid");
    EXPECT_EQ(report.duplicates[0].original, "a.mid");
  }
  fs::remove(folder.pieces() / "a.mid");
  EXPECT_EQ(folder.scan().kept, 2u);
  EXPECT_EQ(pieceNamed(folder.corpus(), "b.mid").score(), piece(1));
}

TEST(Scan, ReadsOnlyWhatChanged) {
  const PieceFolder folder;
  for (int i = 0; i < 5; ++i) folder.add(std::to_string(i) + ".mid", piece(100 + i));
  folder.addText("bad.mid", "no music");
  EXPECT_EQ(folder.scan().read, 6u);
  const auto written = fs::last_write_time(folder.cache());
  EXPECT_EQ(folder.scan().read, 0u);
  EXPECT_EQ(fs::last_write_time(folder.cache()), written);

  folder.add("3.mid", piece(7));
  fs::last_write_time(folder.pieces() / "3.mid",
                      fs::file_time_type::clock::now() - std::chrono::hours(1));
  fs::remove(folder.pieces() / "0.mid");
  folder.add("new.mid", piece(8));
  const ScanReport report = folder.scan();
  EXPECT_EQ(report.read, 2u);
  EXPECT_EQ(report.kept, 5u);
  EXPECT_EQ(report.skipped.size(), 1u);
  const Corpus corpus = folder.corpus();
  EXPECT_EQ(pieceNamed(corpus, "3.mid").score(), piece(7));
  EXPECT_EQ(pieceNamed(corpus, "4.mid").score(), piece(104));
  EXPECT_EQ(pieceNamed(corpus, "new.mid").score(), piece(8));
}

TEST(Scan, OtherRulesJudgeTheOldFilesAnew) {
  const PieceFolder folder;
  folder.add("long.mid", piece(1, 100));
  folder.add("short.mid", piece(2, 20));
  EXPECT_EQ(folder.scan().kept, 1u);
  EXPECT_EQ(folder.scan({.fewestNotes = 10}).kept, 2u);
  EXPECT_EQ(folder.scan({.fewestNotes = 50}).kept, 1u);
  EXPECT_EQ(folder.scan({.validationShare = 1.0}).validation, 1u);
}

TEST(Scan, ACsvGivesSplitsComposersAndTitles) {
  const PieceFolder folder;
  folder.add("2004/a.mid", piece(1));
  folder.add("2004/b.mid", piece(2));
  folder.add("2004/c.mid", piece(3), "Its own title");
  EXPECT_FALSE(folder.scan().officialSplit);
  folder.addText("table.csv",
                 "canonical_composer,canonical_title,split,year,midi_filename\r\n"
                 "\"Bach, J. S.\",Fugue,validation,2004,2004/a.mid\r\n"
                 "Liszt,\"Etude \"\"Paysage\"\"\",test,2004,2004/b.mid\r\n");
  const ScanReport report = folder.scan();
  EXPECT_TRUE(report.officialSplit);
  EXPECT_EQ(report.read, 0u);
  EXPECT_EQ(report.validation, 1u);
  EXPECT_EQ(report.test, 1u);
  EXPECT_EQ(report.train, 1u);
  const Corpus corpus = folder.corpus();
  EXPECT_EQ(pieceNamed(corpus, "2004/a.mid").composer, "Bach, J. S.");
  EXPECT_EQ(pieceNamed(corpus, "2004/a.mid").split, Split::Validation);
  EXPECT_EQ(pieceNamed(corpus, "2004/b.mid").title, "Etude \"Paysage\"");
  EXPECT_EQ(pieceNamed(corpus, "2004/c.mid").title, "Its own title");
  fs::remove(folder.pieces() / "table.csv");
  EXPECT_FALSE(folder.scan().officialSplit);
  EXPECT_EQ(pieceNamed(folder.corpus(), "2004/a.mid").title, "");
}

TEST(Scan, AManifestWithoutSplitsGivesNamesOnly) {
  const PieceFolder folder;
  folder.add("a.mid", piece(1));
  folder.addText("manifest.csv", "file,composer,title,licence\na.mid,Satie,Vexations,PD\n");
  EXPECT_FALSE(folder.scan().officialSplit);
  const Corpus corpus = folder.corpus();
  EXPECT_EQ(corpus.pieces().at(0).composer, "Satie");
  EXPECT_EQ(corpus.pieces().at(0).title, "Vexations");
}

TEST(Scan, HoldsOutATenthByContentWhateverTheNames) {
  const PieceFolder folder;
  for (int i = 0; i < 400; ++i) folder.add(std::to_string(i) + ".mid", piece(1'000 + i, 32));
  const ScanReport report = folder.scan();
  EXPECT_GT(report.validation, 20u);
  EXPECT_LT(report.validation, 60u);
  EXPECT_EQ(report.test, 0u);
  const Corpus corpus = folder.corpus();
  const PieceFolder renamed;
  for (int i = 0; i < 100; ++i) {
    renamed.add("x" + std::to_string(500 - i) + ".mid", piece(1'000 + i, 32));
  }
  EXPECT_EQ(renamed.scan().kept, 100u);
  const Corpus others = renamed.corpus();
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(pieceNamed(others, "x" + std::to_string(500 - i) + ".mid").split,
              pieceNamed(corpus, std::to_string(i) + ".mid").split);
  }
}

TEST(Scan, TellsWhatWasLeftOutOfAFile) {
  const PieceFolder folder;
  auto bytes = writeMidi(piece(1));
  bytes.resize(bytes.size() - 4);
  test::write(folder.pieces() / "cut.mid", bytes);
  for (int round = 0; round < 2; ++round) {
    const ScanReport report = folder.scan();
    EXPECT_EQ(report.kept, 1u);
    ASSERT_EQ(report.warnings.size(), 1u);
    EXPECT_EQ(report.warnings[0].file, "cut.mid");
    EXPECT_THAT(report.warnings[0].reason, HasSubstr("may be cut short"));
  }
}

TEST(Scan, StoppedItLeavesTheOldCache) {
  const PieceFolder folder;
  folder.add("a.mid", piece(1));
  EXPECT_EQ(folder.scan().kept, 1u);
  for (int i = 0; i < 10; ++i) folder.add(std::to_string(i) + ".mid", piece(10 + i));
  std::stop_source source;
  const auto stopAtThird = [&](const ScanProgress& progress) {
    if (progress.done == 3) source.request_stop();
  };
  const auto report =
      scanFolder(folder.pieces(), folder.cache(), {}, stopAtThird, source.get_token());
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, ErrorCode::Cancelled);
  EXPECT_EQ(folder.corpus().pieces().size(), 1u);
  EXPECT_EQ(
      std::distance(fs::directory_iterator(folder.cache().parent_path()), fs::directory_iterator()),
      2);
}

TEST(Scan, TellsHowFarItIs) {
  const PieceFolder folder;
  for (int i = 0; i < 10; ++i) folder.add(std::to_string(i) + ".mid", piece(10 + i));
  std::vector<std::size_t> done;
  const auto report =
      scanFolder(folder.pieces(), folder.cache(), {}, [&](const ScanProgress& progress) {
        EXPECT_EQ(progress.files, 10u);
        done.push_back(progress.done);
      });
  ASSERT_TRUE(report);
  EXPECT_TRUE(std::ranges::is_sorted(done));
  EXPECT_EQ(done.back(), 10u);
}

TEST(Scan, RefusesAFolderOfNothing) {
  const PieceFolder folder;
  const auto codeOf = [&](const fs::path& path) {
    return scanFolder(path, folder.cache()).error().code;
  };
  EXPECT_EQ(codeOf(folder.pieces() / "none"), ErrorCode::NotFound);
  EXPECT_EQ(codeOf(folder.pieces()), ErrorCode::EmptyCorpus);
  folder.addText("bad.mid", "no music");
  folder.addText("worse.mid", "");
  folder.addText("worst.mid", "");
  EXPECT_EQ(codeOf(folder.pieces() / "bad.mid"), ErrorCode::InvalidArgument);
  const auto report = scanFolder(folder.pieces(), folder.cache());
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, ErrorCode::EmptyCorpus);
  EXPECT_THAT(report.error().detail, HasSubstr("The file is empty."));
  EXPECT_FALSE(fs::exists(folder.cache()));
}

TEST(Scan, AnotherFoldersCacheIsNotBelieved) {
  const PieceFolder folder;
  folder.add("a.mid", piece(1));
  EXPECT_EQ(folder.scan().kept, 1u);
  const PieceFolder other;
  EXPECT_FALSE(scanFolder(other.pieces(), folder.cache()));
  other.add("a.mid", piece(2));
  const auto report = scanFolder(other.pieces(), folder.cache());
  ASSERT_TRUE(report);
  EXPECT_EQ(report->read, 1u);
  EXPECT_EQ(folder.corpus().pieces().at(0).score(), piece(2));
}

TEST(DefaultCacheFile, IsTheSameForEveryWayToWriteAFolder) {
  const test::TemporaryFolder home;
  ::setenv("XDG_CACHE_HOME", home.path().c_str(), 1);
  const PieceFolder folder;
  const fs::path file = defaultCacheFile(folder.pieces());
  EXPECT_EQ(file.parent_path(), home / "cadenza");
  EXPECT_TRUE(fs::is_directory(file.parent_path()));
  EXPECT_EQ(defaultCacheFile(folder.pieces() / ""), file);
  EXPECT_EQ(defaultCacheFile(folder.pieces() / ".." / "pieces"), file);
  EXPECT_NE(defaultCacheFile(folder.pieces().parent_path()), file);
  ::unsetenv("XDG_CACHE_HOME");
}

}  // namespace
}  // namespace cadenza
