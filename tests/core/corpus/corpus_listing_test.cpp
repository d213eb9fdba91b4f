// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/corpus/corpus_listing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "core/corpus/corpus_statistics.h"
#include "tests/core/corpus/piece_folder.h"
#include "tests/support/tiny_corpus.h"

namespace cadenza {
namespace {

namespace fs = std::filesystem;
using test::piece;
using test::PieceFolder;
using testing::HasSubstr;

TEST(CorpusListing, TellsEveryFileAndWhatBecameOfIt) {
  const PieceFolder folder;
  folder.add("a.mid", test::etude(60), "Own title");
  folder.add("b.mid", test::etude(60));
  folder.add("c.mid", piece(3));
  folder.add("short.mid", piece(4, 3));
  folder.addText("bad.mid", "no music");
  folder.addText("t.csv", "file,composer,title\nc.mid,Satie,Vexations\n");
  EXPECT_EQ(folder.scan().kept, 2u);
  const CorpusChoice choice{.places = {folder.pieces()}};
  const auto files = listFiles(choice, folder.cache());
  ASSERT_TRUE(files);
  ASSERT_EQ(files->size(), 5u);
  const ListedFile& a = (*files)[0];
  EXPECT_EQ(a.title, "Own title");
  EXPECT_EQ(a.notes, test::etude(60).notes().size());
  EXPECT_EQ(a.fate, FileFate::Kept);
  EXPECT_EQ(a.key, (Key{0, Scale::Major}));
  EXPECT_EQ(a.path, fs::canonical(folder.pieces() / "a.mid"));
  const ListedFile& b = (*files)[1];
  EXPECT_EQ(b.fate, FileFate::Duplicate);
  EXPECT_EQ(b.original, "a.mid");
  EXPECT_EQ(b.contentHash, a.contentHash);
  EXPECT_EQ(b.notes, a.notes);
  EXPECT_EQ((*files)[2].fate, FileFate::Skipped);
  EXPECT_THAT((*files)[2].remark, HasSubstr("no MIDI file"));
  EXPECT_EQ((*files)[3].composer, "Satie");
  EXPECT_EQ((*files)[3].title, "Vexations");
  EXPECT_THAT((*files)[4].remark, HasSubstr("3 notes"));
}

TEST(CorpusListing, NamesFilesOfSeveralPlacesAndStopsWhenAsked) {
  const PieceFolder one;
  one.add("a.mid", piece(1));
  const PieceFolder two;
  two.add("b.mid", piece(2));
  const CorpusChoice choice{.places = {one.pieces(), two.pieces() / "b.mid"}};
  ASSERT_TRUE(scanPlaces(choice, one.cache()));
  const auto files = listFiles(choice, one.cache());
  ASSERT_TRUE(files);
  ASSERT_EQ(files->size(), 2u);
  EXPECT_EQ((*files)[0].file, "pieces/a.mid");
  EXPECT_EQ((*files)[0].path, fs::canonical(one.pieces() / "a.mid"));
  EXPECT_EQ((*files)[1].path, fs::canonical(two.pieces() / "b.mid"));
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(listFiles(choice, one.cache(), stop.get_token()).error().code, ErrorCode::Cancelled);
  EXPECT_FALSE(listFiles(choice, one.cache().parent_path() / "none"));
}

TEST(CorpusListing, IsSummedUpWithoutWhatIsLeftOut) {
  std::vector<ListedFile> files(6);
  for (std::size_t i = 0; i < files.size(); ++i) {
    files[i].notes = 100;
    files[i].seconds = 10;
    files[i].contentHash = i + 1;
  }
  files[1].split = Split::Validation;
  files[2].split = Split::Test;
  files[2].remark = "Something is missing.";
  files[4].fate = FileFate::Duplicate;
  files[5].fate = FileFate::Skipped;
  const std::vector<std::uint64_t> leftOut = {1, 77};
  EXPECT_EQ(summaryOf(files, leftOut), (ListingSummary{.pieces = 3,
                                                       .notes = 300,
                                                       .seconds = 30,
                                                       .train = 1,
                                                       .validation = 1,
                                                       .test = 1,
                                                       .leftOut = 1,
                                                       .duplicates = 1,
                                                       .skipped = 1,
                                                       .warned = 1}));
}

TEST(CorpusStatistics, PassOverWhatIsLeftOut) {
  const Corpus corpus = test::tinyCorpus();
  const auto statistics = statisticsOf(corpus, {.leftOut = {corpus.pieces()[0].contentHash}});
  ASSERT_TRUE(statistics);
  EXPECT_EQ(statistics->piecesInAll, 11u);
  EXPECT_EQ(statistics->keys[0], 0u);
}

TEST(CorpusStatistics, CountEachNoteOnce) {
  const Corpus corpus = test::tinyCorpus();
  const auto statistics = statisticsOf(corpus);
  ASSERT_TRUE(statistics);
  EXPECT_EQ(statistics->notes, corpus.noteCount());
  EXPECT_EQ(statistics->pieces, 12u);
  EXPECT_EQ(statistics->pitch.total(), corpus.noteCount());
  EXPECT_EQ(statistics->velocity.total(), corpus.noteCount());
  EXPECT_EQ(statistics->duration.total(), corpus.noteCount());
  EXPECT_EQ(statistics->step.total(), corpus.noteCount() - 12);
  for (std::size_t tonic = 0; tonic < 12; ++tonic) EXPECT_EQ(statistics->keys[tonic], 1u);
  EXPECT_EQ(statistics->keyless, 0u);
}

TEST(CorpusStatistics, TimesFallIntoTheirBins) {
  // Quavers and crotchets-and-more at 120: onsets 250 ms apart, two at once on each half bar.
  const auto statistics = statisticsOf(test::tinyCorpus());
  const std::vector<double> edges = timeEdges();
  const auto binOf = [&](double seconds) {
    return static_cast<std::size_t>(std::ranges::upper_bound(edges, seconds) - edges.begin() - 1);
  };
  EXPECT_EQ(statistics->step.counts[0] + statistics->step.counts[binOf(0.25)],
            statistics->step.total());
  EXPECT_EQ(statistics->duration.counts[binOf(0.25)], 12u * 16 * 8);
  EXPECT_EQ(statistics->duration.counts[binOf(1.0)], 12u * 16 * 2);
  EXPECT_NEAR(edges.back(), 10, 1e-9);
}

TEST(CorpusStatistics, OfMuchMusicAnEvenShareIsCounted) {
  const Corpus corpus = test::tinyCorpus();
  const auto statistics = statisticsOf(corpus, {.mostNotes = corpus.noteCount() / 3});
  ASSERT_TRUE(statistics);
  EXPECT_EQ(statistics->pieces, 4u);
  EXPECT_EQ(statistics->piecesInAll, 12u);
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(statisticsOf(corpus, {}, stop.get_token()).error().code, ErrorCode::Cancelled);
}

}  // namespace
}  // namespace cadenza
