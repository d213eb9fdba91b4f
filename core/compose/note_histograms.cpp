// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/note_histograms.h"

#include <algorithm>

namespace cadenza {
namespace {

constexpr std::size_t bins = 20;
constexpr double timesShown = 0.975;
constexpr double shortestSpan = 1e-3;  // so that edges rise where all times are 0

std::vector<double> pitchEdges(const std::vector<double>& pitches) {
  if (pitches.empty()) return evenEdges(lowestPianoPitch, highestPianoPitch, bins);
  const auto [lowest, highest] = std::minmax_element(pitches.begin(), pitches.end());
  return evenEdges(*lowest, std::max(*highest, *lowest + 1), bins);
}

std::vector<double> timeEdges(const std::vector<double>& seconds) {
  return evenEdges(0, std::max(quantile(seconds, timesShown), shortestSpan), bins);
}

}  // namespace

void NoteValues::add(std::span<const TimedNote> notes) {
  for (std::size_t i = 0; i < notes.size(); ++i) {
    pitches_.push_back(notes[i].pitch);
    durations_.push_back(notes[i].duration);
    if (i > 0) steps_.push_back(notes[i].onset - notes[i - 1].onset);
  }
}

HistogramEdges edgesFor(const NoteValues& values) {
  return {pitchEdges(values.pitches()), timeEdges(values.steps()), timeEdges(values.durations())};
}

NoteHistograms histogramsOf(const NoteValues& values, const HistogramEdges& edges) {
  return {histogramOf(values.pitches(), edges.pitch), histogramOf(values.steps(), edges.step),
          histogramOf(values.durations(), edges.duration)};
}

HistogramDistances distancesOf(const NoteHistograms& a, const NoteHistograms& b) {
  return {totalVariation(a.pitch, b.pitch), totalVariation(a.step, b.step),
          totalVariation(a.duration, b.duration)};
}

}  // namespace cadenza
