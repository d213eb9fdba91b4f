// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/note_histograms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/tiny_corpus.h"

namespace cadenza {
namespace {

using testing::ElementsAre;

NoteValues valuesOf(const Score& score) {
  NoteValues values;
  values.add(timedNotes(score));
  return values;
}

TEST(NoteHistograms, StepsEndWithTheirPiece) {
  NoteValues values;
  for (int piece = 0; piece < 2; ++piece) {
    values.add(std::vector<TimedNote>{{1, 0.5, 60, 80}, {1.25, 1, 62, 80}});
  }
  EXPECT_THAT(values.pitches(), ElementsAre(60, 62, 60, 62));
  EXPECT_THAT(values.steps(), ElementsAre(0.25, 0.25));
  EXPECT_THAT(values.durations(), ElementsAre(0.5, 1, 0.5, 1));
}

TEST(NoteHistograms, BinsAreThoseOfTheTutorial) {
  NoteValues values;
  std::vector<TimedNote> notes;
  for (int i = 0; i <= 40; ++i) {
    notes.push_back({0.1 * i, 0.1 * i, static_cast<std::uint8_t>(40 + i), 80});
  }
  values.add(notes);
  const HistogramEdges edges = edgesFor(values);
  for (const auto* each : {&edges.pitch, &edges.step, &edges.duration}) {
    EXPECT_EQ(each->size(), 21u);
  }
  EXPECT_EQ(edges.pitch.front(), 40);
  EXPECT_EQ(edges.pitch.back(), 80);
  EXPECT_EQ(edges.duration.front(), 0);
  EXPECT_NEAR(edges.duration.back(), 0.975 * 4, 1e-9);
  const NoteHistograms histograms = histogramsOf(values, edges);
  EXPECT_EQ(histograms.pitch.total(), 41u);
  EXPECT_EQ(histograms.duration.above, 1u);
}

TEST(NoteHistograms, DistancesSeeWhatChanged) {
  const NoteValues values = valuesOf(test::etude(48));
  const HistogramEdges edges = edgesFor(values);
  const NoteHistograms data = histogramsOf(values, edges);
  const HistogramDistances none = distancesOf(data, histogramsOf(values, edges));
  EXPECT_EQ(none.pitch + none.step + none.duration, 0);
  const HistogramDistances higher =
      distancesOf(data, histogramsOf(valuesOf(test::etude(90)), edges));
  EXPECT_GT(higher.pitch, 0.9);
  EXPECT_EQ(higher.step, 0);
  EXPECT_EQ(higher.duration, 0);
}

TEST(NoteHistograms, NothingHasHistogramsToo) {
  const NoteValues nothing;
  const HistogramEdges edges = edgesFor(nothing);
  EXPECT_EQ(histogramsOf(nothing, edges).step.total(), 0u);
  NoteValues chord;
  chord.add(std::vector<TimedNote>{{0, 0.5, 60, 80}, {0, 0.5, 60, 80}});
  const NoteHistograms histograms = histogramsOf(chord, edgesFor(chord));
  EXPECT_EQ(histograms.pitch.counts.front(), 2u);
  EXPECT_EQ(histograms.step.counts.front(), 1u);
}

}  // namespace
}  // namespace cadenza
