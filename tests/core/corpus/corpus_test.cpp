// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/corpus/corpus.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "tests/core/corpus/piece_folder.h"

namespace cadenza {
namespace {

using test::piece;
using test::PieceFolder;

TEST(Corpus, OfScoresHoldsThemAsGiven) {
  const std::vector<Score> scores = {piece(1), piece(2, 3), Score()};
  const Corpus corpus = Corpus::fromScores(scores, {Split::Validation, Split::Test});
  ASSERT_EQ(corpus.pieces().size(), 3u);
  for (std::size_t i = 0; i < scores.size(); ++i) {
    EXPECT_EQ(corpus.pieces()[i].score(), scores[i]);
    EXPECT_DOUBLE_EQ(corpus.pieces()[i].seconds, scores[i].seconds());
  }
  EXPECT_EQ(corpus.pieces()[0].split, Split::Validation);
  EXPECT_EQ(corpus.pieces()[1].split, Split::Test);
  EXPECT_EQ(corpus.pieces()[2].split, Split::Train);
  EXPECT_EQ(corpus.noteCount(), 63u);
  EXPECT_EQ(corpus.folder(), "");
}

TEST(Corpus, KeepsSomeTrainingPiecesAndAllOthers) {
  std::vector<Score> scores;
  std::vector<Split> splits;
  for (int i = 0; i < 12; ++i) {
    scores.push_back(piece(i + 1));
    splits.push_back(i % 4 == 3 ? Split::Validation : Split::Train);
  }
  Corpus corpus = Corpus::fromScores(scores, splits);
  corpus.keepTraining(20);
  EXPECT_EQ(corpus.pieces().size(), 12u);
  corpus.keepTraining(3);
  ASSERT_EQ(corpus.pieces().size(), 6u);
  std::size_t notes = 0;
  for (const CorpusPiece& kept : corpus.pieces()) notes += kept.notes.size();
  EXPECT_EQ(corpus.noteCount(), notes);
  EXPECT_EQ(std::ranges::count(corpus.pieces(), Split::Train, &CorpusPiece::split), 3);
  corpus.keepTraining(0);
  EXPECT_EQ(corpus.pieces().size(), 3u);
}

TEST(Corpus, OfAFolderAndOfScoresHaveTheSameHashes) {
  const PieceFolder folder;
  folder.add("a.mid", piece(1));
  EXPECT_EQ(folder.scan().kept, 1u);
  EXPECT_EQ(folder.corpus().pieces().at(0).contentHash,
            Corpus::fromScores({piece(1)}).pieces().at(0).contentHash);
}

TEST(Corpus, KeepsItsViewsWhenMoved) {
  const PieceFolder folder;
  folder.add("a.mid", piece(1), "T");
  EXPECT_EQ(folder.scan().kept, 1u);
  Corpus corpus = Corpus::fromScores({});
  corpus = folder.corpus();
  const Corpus moved = std::move(corpus);
  EXPECT_EQ(moved.pieces().at(0).score(), piece(1));
  EXPECT_EQ(moved.pieces().at(0).title, "T");
}

TEST(Corpus, OutlivesAScanThatReplacesItsCache) {
  const PieceFolder folder;
  folder.add("a.mid", piece(1));
  EXPECT_EQ(folder.scan().kept, 1u);
  const Corpus old = folder.corpus();
  folder.add("b.mid", piece(2));
  EXPECT_EQ(folder.scan().kept, 2u);
  EXPECT_EQ(old.pieces().size(), 1u);
  EXPECT_EQ(old.pieces().at(0).score(), piece(1));
}

TEST(Split, EachHasItsName) {
  EXPECT_EQ(name(Split::Train), "train");
  EXPECT_EQ(name(Split::Validation), "validation");
  EXPECT_EQ(name(Split::Test), "test");
}

}  // namespace
}  // namespace cadenza
