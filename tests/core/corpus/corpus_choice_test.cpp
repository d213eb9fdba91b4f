// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/corpus/corpus_choice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/corpus/piece_folder.h"
#include "tests/support/zip_archive.h"

namespace cadenza {
namespace {

namespace fs = std::filesystem;
using test::piece;
using test::PieceFolder;
using test::pieceNamed;
using testing::ElementsAre;
using testing::HasSubstr;

class CorpusChoiceTest : public ::testing::Test {
 protected:
  [[nodiscard]] ScanReport scan(const CorpusChoice& choice) const {
    auto report = scanPlaces(choice, cache);
    if (!report) throw std::runtime_error(report.error().detail);
    return std::move(*report);
  }
  [[nodiscard]] Corpus open(const CorpusChoice& choice) const {
    auto corpus = openCorpus(choice, cache);
    if (!corpus) throw std::runtime_error(corpus.error().detail);
    return std::move(*corpus);
  }
  [[nodiscard]] static std::vector<std::string> names(const Corpus& corpus) {
    std::vector<std::string> names;
    for (const CorpusPiece& each : corpus.pieces()) names.emplace_back(each.file);
    return names;
  }
  // A piece in a folder of the test's own.
  fs::path add(const std::string& file, int number) const {
    fs::create_directories((base / file).parent_path());
    test::write(base / file, writeMidi(piece(number)));
    return base / file;
  }

  test::TemporaryFolder base;
  fs::path cache = base / "cache";
};

TEST_F(CorpusChoiceTest, OneFolderIsScannedAsScanFolderDoes) {
  const PieceFolder folder;
  for (int i = 0; i < 8; ++i) folder.add("f/" + std::to_string(i) + ".mid", piece(i));
  folder.addText("bad.mid", "no music");
  EXPECT_EQ(folder.scan().kept, 8u);
  const std::string before = test::contentOf(folder.cache());
  const auto report = scanPlaces({.places = {folder.pieces() / ""}}, folder.cache());
  ASSERT_TRUE(report);
  EXPECT_EQ(report->read, 0u);
  EXPECT_EQ(test::contentOf(folder.cache()), before);
  ASSERT_TRUE(scanPlaces({.places = {folder.pieces()}}, cache));
  EXPECT_EQ(test::contentOf(cache), before);
  EXPECT_EQ(defaultCacheFile(std::vector{folder.pieces()}), defaultCacheFile(folder.pieces()));
  EXPECT_EQ(folder.corpus().name(), "pieces");
}

TEST_F(CorpusChoiceTest, FoldersAndFilesAreOneCorpus) {
  add("one/a.mid", 1);
  add("two/a.mid", 2);
  const CorpusChoice choice{.places = {base / "one", base / "two", add("three/c.mid", 3)}};
  const ScanReport report = scan(choice);
  EXPECT_EQ(report.files, 3u);
  EXPECT_EQ(report.kept, 3u);
  const Corpus corpus = open(choice);
  EXPECT_THAT(names(corpus), ElementsAre("one/a.mid", "two/a.mid", "c.mid"));
  EXPECT_EQ(pieceNamed(corpus, "two/a.mid").score(), piece(2));
  EXPECT_EQ(corpus.name(), "one and 2 more");
  EXPECT_EQ(placesText(choice), "one and 2 more");
  EXPECT_EQ(scan(choice).read, 0u);
}

TEST_F(CorpusChoiceTest, RepetitionsAreFoundAcrossPlaces) {
  add("one/a.mid", 1);
  add("two/b.mid", 1);
  add("two/c.mid", 2);
  const ScanReport report = scan({.places = {base / "one", base / "two"}});
  EXPECT_EQ(report.kept, 2u);
  ASSERT_EQ(report.duplicates.size(), 1u);
  EXPECT_EQ(report.duplicates[0].file, "two/b.mid");
  EXPECT_EQ(report.duplicates[0].original, "one/a.mid");
}

TEST_F(CorpusChoiceTest, APlaceWithinAnotherCountsOnce) {
  const fs::path file = add("one/below/a.mid", 1);
  add("one/b.mid", 2);
  const CorpusChoice choice{.places = {file, base / "one", base / "one/below", base / "one/"}};
  EXPECT_EQ(scan(choice).files, 2u);
  EXPECT_THAT(names(open(choice)), ElementsAre("b.mid", "below/a.mid"));
}

TEST_F(CorpusChoiceTest, PlacesOfOneNameAreToldApart) {
  add("x/midi/a.mid", 1);
  add("y/midi/a.mid", 2);
  const CorpusChoice choice{
      .places = {base / "x/midi", base / "y/midi", add("x/p.mid", 3), add("y/p.mid", 4)}};
  EXPECT_EQ(scan(choice).kept, 4u);
  EXPECT_THAT(names(open(choice)),
              ElementsAre("midi/a.mid", "midi (2)/a.mid", "p.mid", "p (2).mid"));
}

TEST_F(CorpusChoiceTest, OtherPlacesOfTheSameNameAreReadAnew) {
  add("x/midi/a.mid", 1);
  add("y/midi/a.mid", 2);
  add("one/b.mid", 3);
  EXPECT_EQ(scan({.places = {base / "x/midi", base / "one"}}).read, 2u);
  const CorpusChoice other{.places = {base / "y/midi", base / "one"}};
  EXPECT_EQ(scan(other).read, 2u);
  EXPECT_EQ(pieceNamed(open(other), "midi/a.mid").score(), piece(2));
}

TEST_F(CorpusChoiceTest, EachFolderKeepsItsOwnSplit) {
  add("one/a.mid", 1);
  add("two/a.mid", 2);
  std::ofstream(base / "one/t.csv") << "midi_filename,split,composer\na.mid,validation,Bach\n";
  const CorpusChoice choice{.places = {base / "one", base / "two"}, .validationShare = 0};
  EXPECT_FALSE(scan(choice).officialSplit);
  EXPECT_EQ(pieceNamed(open(choice), "one/a.mid").split, Split::Validation);
  EXPECT_EQ(pieceNamed(open(choice), "one/a.mid").composer, "Bach");
  EXPECT_EQ(pieceNamed(open(choice), "two/a.mid").split, Split::Train);
  EXPECT_EQ(scan({.places = choice.places, .validationShare = 1}).validation, 2u);
}

TEST_F(CorpusChoiceTest, AFileAloneTakesItsNamesFromTheTableBesideIt) {
  const fs::path file = add("one/a.mid", 1);
  std::ofstream(base / "one/t.csv") << "file,title,split\na.mid,Vexations,test\n";
  const CorpusChoice choice{.places = {file}, .validationShare = 0};
  EXPECT_EQ(scan(choice).train, 1u);
  EXPECT_EQ(pieceNamed(open(choice), "a.mid").title, "Vexations");
}

TEST_F(CorpusChoiceTest, WhatIsLeftOutIsNotLearnedFrom) {
  for (int i = 0; i < 4; ++i) add("one/" + std::to_string(i) + ".mid", i);
  CorpusChoice choice{.places = {base / "one"}};
  EXPECT_EQ(scan(choice).kept, 4u);
  const Corpus all = open(choice);
  choice.leftOut = {all.pieces()[0].contentHash, all.pieces()[2].contentHash};
  std::ranges::sort(choice.leftOut);
  const Corpus some = open(choice);
  EXPECT_THAT(names(some), ElementsAre("1.mid", "3.mid"));
  EXPECT_EQ(some.noteCount(), 120u);
  for (const CorpusPiece& each : all.pieces()) choice.leftOut.push_back(each.contentHash);
  std::ranges::sort(choice.leftOut);
  const auto none = openCorpus(choice, cache);
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, ErrorCode::EmptyCorpus);
}

TEST_F(CorpusChoiceTest, APlaceThatIsGoneIsNamed) {
  add("one/a.mid", 1);
  const auto report = scanPlaces({.places = {base / "one", base / "gone"}}, cache);
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, ErrorCode::NotFound);
  EXPECT_THAT(report.error().detail, HasSubstr("gone"));
  EXPECT_EQ(scanPlaces({}, cache).error().code, ErrorCode::EmptyCorpus);
}

}  // namespace
}  // namespace cadenza
