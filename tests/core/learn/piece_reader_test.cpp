// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/piece_reader.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/learn/batches.h"
#include "tests/support/random_score.h"
#include "tests/support/tiny_corpus.h"

namespace cadenza {
namespace {

struct Row {
  Event last, next;
  int density, gap;
  bool scored, allowed;
};

std::vector<Row> rowsOf(const CorpusPiece& piece, const Assignment& assignment) {
  PieceReader reader(piece, assignment);
  std::vector<Row> rows;
  while (!reader.done()) {
    EventBatch batch(1, 1);
    reader.read(batch, 0, 0);
    const auto byte = [](std::int64_t value) { return static_cast<std::uint8_t>(value); };
    rows.push_back(
        {{byte(batch.shift[0]), byte(batch.action[0]), byte(batch.velocity[0])},
         {byte(batch.nextShift[0]), byte(batch.nextAction[0]), byte(batch.nextVelocity[0])},
         static_cast<int>(batch.density[0]),
         static_cast<int>(batch.gap[0]),
         batch.weight[0] > 0,
         batch.allowed[static_cast<std::size_t>(batch.nextAction[0])] == 1});
  }
  return rows;
}

std::size_t notesIn(const std::vector<Row>& rows) {
  return static_cast<std::size_t>(std::count_if(
      rows.begin(), rows.end(), [](const Row& r) { return isNoteOn(r.next.action); }));
}

class PieceReaderOfAGap : public testing::TestWithParam<Grid> {
 protected:
  PieceReaderOfAGap() : corpus_(Corpus::fromScores({test::etude(50, 16)})) {
    assignment_.options = {GetParam(), PedalMode::Model};
    assignment_.telling = Assignment::Telling::Gap;
    constexpr Tick bar = 4 * ticksPerQuarter;
    assignment_.cut = {2 * bar, 6 * bar, 8 * bar, 12 * bar};
  }
  [[nodiscard]] const CorpusPiece& piece() const { return corpus_.pieces().front(); }

  Corpus corpus_;
  Assignment assignment_;
};

TEST_P(PieceReaderOfAGap, TellsWhatFollowsThenWhatLeadsToItAndFillsIt) {
  const auto rows = rowsOf(piece(), assignment_);
  std::vector<int> places;
  std::size_t starts = 0;
  for (const Row& row : rows) {
    EXPECT_TRUE(row.allowed);
    starts += row.last.action == action::start ? 1u : 0u;
    const int place = std::min(row.gap, beforeGap + 1);
    if (places.empty() || places.back() != place) places.push_back(place);
  }
  EXPECT_EQ(places, (std::vector<int>{afterGap, beforeGap, beforeGap + 1}));
  EXPECT_EQ(starts, 2u);
  EXPECT_EQ(rows.back().next.action, action::end);
  EXPECT_EQ(notesIn(rows), 10u * 10) << "ten bars of ten notes: four after, four before, two in it";
}

TEST_P(PieceReaderOfAGap, CountsDownToItsEnd) {
  int last = gapPlaceCount;
  std::int64_t units = 0;
  bool inside = false;
  for (const Row& row : rowsOf(piece(), assignment_)) {
    if (row.gap <= beforeGap) continue;
    EXPECT_LE(row.gap, last);
    last = row.gap;
    if (inside) units += shiftUnits(GetParam(), row.next.shift);
    inside = true;  // the first shift leads into the gap
  }
  EXPECT_LE(last, insideGap(24 * 4)) << "at the last event before the end";
  EXPECT_EQ(units, GetParam() == Grid::Score ? 2 * 96 : 400) << "two bars, to the unit";
}

TEST_P(PieceReaderOfAGap, ScoresTheSameMiddleWithAndWithoutWhatFollows) {
  assignment_.scored = Assignment::Scored::Middle;
  const auto told = rowsOf(piece(), assignment_);
  assignment_.telling = Assignment::Telling::Prefix;
  const auto prefixAlone = rowsOf(piece(), assignment_);
  const auto scored = [](const std::vector<Row>& rows) {
    std::vector<Event> events;
    for (const Row& row : rows) {
      if (row.scored) events.push_back(row.next);
    }
    return events;
  };
  EXPECT_EQ(scored(told), scored(prefixAlone));
  EXPECT_EQ(std::count_if(told.begin(), told.end(),
                          [](const Row& r) { return r.scored && isNoteOn(r.next.action); }),
            20);
  for (const Row& row : prefixAlone) EXPECT_EQ(row.gap, noGap);
}

INSTANTIATE_TEST_SUITE_P(OnBothGrids, PieceReaderOfAGap,
                         testing::Values(Grid::Performance, Grid::Score));

TEST(PieceReader, TellsTheDensityOfWhatComes) {
  const Corpus corpus = Corpus::fromScores({test::etude(50, 16)});
  Assignment assignment;
  assignment.options = {Grid::Performance, PedalMode::Model};
  for (const Row& row : rowsOf(corpus.pieces().front(), assignment)) {
    EXPECT_EQ(row.density, freeDensity);
  }
  assignment.tellsDensity = true;
  const auto rows = rowsOf(corpus.pieces().front(), assignment);
  // A bar of two seconds has ten notes.
  EXPECT_EQ(rows[40].density, densityLevel(Grid::Performance, 20));
  EXPECT_EQ(rows.back().density, 0) << "nothing comes at the end";
}

TEST(PieceReader, AllowsEveryTargetOfRandomGaps) {
  Random random(11);
  for (int song = 0; song < 30; ++song) {
    const Corpus corpus = Corpus::fromScores({test::randomScore(random)});
    const CorpusPiece& piece = corpus.pieces().front();
    if (piece.notes.size() < 4) continue;
    for (const Grid grid : {Grid::Performance, Grid::Score}) {
      for (const PedalMode pedal : {PedalMode::Model, PedalMode::Extend}) {
        Assignment assignment;
        assignment.options = {grid, pedal};
        assignment.telling = Assignment::Telling::Gap;
        assignment.cut = randomGap(piece, GapSizes{}, random);
        ASSERT_LT(assignment.cut.from, assignment.cut.until);
        ASSERT_LT(assignment.cut.until, assignment.cut.end);
        for (const Row& row : rowsOf(piece, assignment)) ASSERT_TRUE(row.allowed) << song;
      }
    }
  }
}

}  // namespace
}  // namespace cadenza
