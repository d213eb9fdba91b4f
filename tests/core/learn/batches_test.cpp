// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/batches.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/support/tiny_corpus.h"

namespace cadenza {
namespace {

constexpr EncodeOptions scoreGrid{Grid::Score, PedalMode::Model};

TEST(EventStreams, ReadEveryNoteOfASplitOnce) {
  const Corpus corpus = test::tinyCorpus();
  EventStreams streams(corpus, 3, onceThrough(corpus, Split::Train, scoreGrid));
  EventBatch batch(37, 3);
  std::size_t notes = 0;
  while (streams.next(batch)) notes += batch.notes;
  std::size_t expected = 0;
  for (const CorpusPiece& piece : corpus.pieces()) {
    if (piece.split == Split::Train) expected += piece.notes.size();
  }
  EXPECT_EQ(notes, expected);
}

TEST(EventStreams, AllowEveryTargetAndChainInputsToTargets) {
  const Corpus corpus = test::tinyCorpus();
  EventStreams streams(corpus, 2, onceThrough(corpus, Split::Train, scoreGrid));
  EventBatch batch(64, 2);
  ASSERT_TRUE(streams.next(batch));
  for (int step = 0; step < batch.steps; ++step) {
    for (int stream = 0; stream < 2; ++stream) {
      const auto at = static_cast<std::size_t>(step * 2 + stream);
      EXPECT_TRUE(batch.allowed[at * actionCount + static_cast<std::size_t>(batch.nextAction[at])]);
      if (step == 0) {
        EXPECT_EQ(batch.action[at], action::start);
      } else {
        EXPECT_EQ(batch.action[at], batch.nextAction[at - 2]);
        EXPECT_EQ(batch.since[at], batch.nextSince[at - 2]);
      }
    }
  }
}

TEST(EventStreams, GoOnFromTheirCursors) {
  const Corpus corpus = test::tinyCorpus();
  const auto makeDealer = [&] {
    return PieceDealer(corpus, Split::Train, scoreGrid, PieceDealer::Variation::Augmented, 5);
  };
  PieceDealer dealer = makeDealer();
  EventStreams streams(corpus, 4, [&](int) { return std::optional(dealer.deal()); });
  EventBatch batch(50, 4);
  for (int i = 0; i < 9; ++i) streams.next(batch);

  PieceDealer otherDealer = makeDealer();
  otherDealer.restore(dealer.state());
  EventStreams others(corpus, 4, [&](int) { return std::optional(otherDealer.deal()); });
  others.restore(streams.cursors());
  EventBatch otherBatch(50, 4);
  for (int i = 0; i < 20; ++i) {
    streams.next(batch);
    others.next(otherBatch);
    ASSERT_EQ(batch.nextAction, otherBatch.nextAction) << "chunk " << i;
    ASSERT_EQ(batch.carries, otherBatch.carries);
  }
}

TEST(PieceDealer, DealsEachPieceOnceAnEpochInNewOrders) {
  const Corpus corpus = test::tinyCorpus();
  PieceDealer dealer(corpus, Split::Train, scoreGrid, PieceDealer::Variation::AsWritten, 1);
  std::vector<std::vector<std::size_t>> epochs;
  for (int epoch = 0; epoch < 3; ++epoch) {
    std::vector<std::size_t> pieces;
    for (std::size_t i = 0; i < dealer.piecesAnEpoch(); ++i) pieces.push_back(dealer.deal().piece);
    EXPECT_EQ(std::set<std::size_t>(pieces.begin(), pieces.end()).size(), 10u);
    epochs.push_back(pieces);
  }
  EXPECT_NE(epochs[0], epochs[1]);
  EXPECT_NE(epochs[1], epochs[2]);
}

TEST(PieceDealer, NeverTransposesANoteOffThePiano) {
  const Corpus corpus =
      Corpus::fromScores({Score({{{0, 960, 21, 80}, {0, 960, 107, 80}}, {}, {}, {}})});
  PieceDealer dealer(corpus, Split::Train, scoreGrid, PieceDealer::Variation::Augmented, 1);
  std::set<int> transpositions;
  for (int i = 0; i < 100; ++i) transpositions.insert(dealer.deal().options.transpose);
  EXPECT_EQ(transpositions, (std::set<int>{0, 1}));
}

}  // namespace
}  // namespace cadenza
