// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/comparison.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/random.h"
#include "tests/support/tiny_corpus.h"

namespace cadenza {
namespace {

using testing::HasSubstr;

// Notes at random on keys that no étude has in its steps.
Score heap(std::uint64_t seed) {
  Random random(seed);
  ScoreItems items;
  for (Tick onset = 0; onset < 80 * ticksPerQuarter; onset += ticksPerQuarter / 4) {
    items.notes.push_back({onset, ticksPerQuarter / 4,
                           static_cast<std::uint8_t>(30 + random.below(60)),
                           static_cast<std::uint8_t>(1 + random.below(127))});
  }
  return Score(std::move(items));
}

TEST(Comparison, ASetComparedWithItselfOverlapsAndIsACopy) {
  const Corpus corpus = test::tinyCorpus();
  const PieceSelection all{&corpus, {}};
  const auto comparison = compareMusic(all, all, all);
  ASSERT_TRUE(comparison) << comparison.error().detail;
  EXPECT_NEAR(comparison->meanOverlap, 1, 1e-9);
  EXPECT_EQ(comparison->copied.share(), 1);
  EXPECT_EQ(comparison->mostCopied.phrases.share(), 1);
  EXPECT_EQ(comparison->composed.pieces, 12u);
  EXPECT_EQ(comparison->composed.notes, corpus.noteCount());
  EXPECT_EQ(comparison->composed.clips, 12u);
  EXPECT_FALSE(comparison->heldOut) << "every piece is in the training set";
  EXPECT_FALSE(comparison->meanRealOverlap);
}

TEST(Comparison, HeldOutPiecesShowWhatRealMusicReaches) {
  const Corpus corpus = test::tinyCorpus();
  const Corpus composed = Corpus::fromScores({heap(1), test::etude(60), heap(2)});
  const auto comparison =
      compareMusic({&composed, {}}, {&corpus, Split::Validation}, {&corpus, Split::Train});
  ASSERT_TRUE(comparison) << comparison.error().detail;
  EXPECT_EQ(comparison->reference.pieces, 2u);
  EXPECT_EQ(comparison->training.pieces, 10u);
  ASSERT_TRUE(comparison->heldOut);
  EXPECT_EQ(comparison->heldOut->share(), 1) << "all études are one another's transpositions";
  ASSERT_TRUE(comparison->meanRealOverlap);
  EXPECT_GT(*comparison->meanRealOverlap, comparison->meanOverlap);
  EXPECT_EQ(comparison->mostCopied.file, "score 2");
  EXPECT_EQ(comparison->mostCopied.phrases.share(), 1);
  EXPECT_EQ(comparison->copied.copied, comparison->mostCopied.phrases.copied)
      << "random notes are no copies";
}

TEST(Comparison, MeansAndSpreadsAreThoseOfTheClips) {
  const Corpus composed = Corpus::fromScores({heap(1)});
  const Corpus corpus = test::tinyCorpus();
  const auto comparison =
      compareMusic({&composed, {}}, {&corpus, {}}, {&corpus, {}}, {10, {}}).value();
  EXPECT_EQ(comparison.composed.clips, 4u);
  const auto& rate = comparison.features[static_cast<std::size_t>(Feature::NotesPerSecond)];
  EXPECT_DOUBLE_EQ(rate.composed.mean, 8);
  EXPECT_DOUBLE_EQ(rate.composed.spread, 0);
  EXPECT_LT(rate.overlap, 0.01);
}

TEST(Comparison, SaysWhatCanNotBeCompared) {
  const Corpus corpus = test::tinyCorpus();
  const PieceSelection all{&corpus, {}};
  const auto noTest = compareMusic(all, {&corpus, Split::Test}, all);
  ASSERT_FALSE(noTest);
  EXPECT_EQ(noTest.error().code, ErrorCode::EmptyCorpus);
  EXPECT_THAT(noTest.error().detail, HasSubstr("test"));
  const auto noClip = compareMusic(all, all, all, {600, {}});
  ASSERT_FALSE(noClip);
  EXPECT_EQ(noClip.error().code, ErrorCode::InvalidArgument);
  EXPECT_THAT(noClip.error().detail, HasSubstr("600 s"));
}

TEST(Comparison, TellsHowFarItIsAndStops) {
  const Corpus corpus = test::tinyCorpus();
  const PieceSelection all{&corpus, {}};
  std::stop_source source;
  double last = 0;
  const auto comparison = compareMusic(all, all, all,
                                       {usualClipSeconds,
                                        [&](double fraction) {
                                          EXPECT_GT(fraction, last);
                                          last = fraction;
                                          if (fraction > 0.5) source.request_stop();
                                        }},
                                       source.get_token());
  ASSERT_FALSE(comparison);
  EXPECT_EQ(comparison.error().code, ErrorCode::Cancelled);
  EXPECT_LT(last, 0.6);
}

}  // namespace
}  // namespace cadenza
