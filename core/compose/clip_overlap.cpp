// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/clip_overlap.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cadenza {
namespace {

constexpr std::size_t mostThinnings = 8;

// `count` clips of `clips`, evenly spaced, the first at a place of its own for each `way`.
std::vector<ClipFeatures> thinned(std::span<const ClipFeatures> clips, std::size_t count,
                                  std::size_t way, std::size_t ways) {
  std::vector<ClipFeatures> chosen;
  chosen.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    chosen.push_back(clips[(i * ways + way) * clips.size() / (count * ways)]);
  }
  return chosen;
}

}  // namespace

std::vector<ClipFeatures> clipFeatures(std::span<const TimedNote> notes, double clipSeconds) {
  std::vector<ClipFeatures> features;
  for (const Clip& clip : clipsOf(notes, clipSeconds)) {
    features.push_back(featuresOf(notes, clip));
  }
  return features;
}

std::vector<double> valuesOf(std::span<const ClipFeatures> clips, Feature feature) {
  std::vector<double> values;
  values.reserve(clips.size());
  for (const ClipFeatures& clip : clips) {
    if (!std::isnan(clip[feature])) values.push_back(clip[feature]);
  }
  return values;
}

double mean(const Overlaps& overlaps) {
  return std::accumulate(overlaps.begin(), overlaps.end(), 0.0) / featureCount;
}

Overlaps overlapsOf(std::span<const ClipFeatures> a, std::span<const ClipFeatures> b) {
  Overlaps overlaps{};
  for (std::size_t i = 0; i < featureCount; ++i) {
    const auto feature = static_cast<Feature>(i);
    overlaps[i] = overlapArea(valuesOf(a, feature), valuesOf(b, feature));
  }
  return overlaps;
}

Overlaps expectedOverlaps(std::span<const ClipFeatures> a, std::span<const ClipFeatures> b,
                          std::size_t count) {
  if (count == 0 || count >= a.size()) return overlapsOf(a, b);
  const std::size_t ways = std::min(mostThinnings, a.size() / count);
  Overlaps sum{};
  for (std::size_t way = 0; way < ways; ++way) {
    const Overlaps overlaps = overlapsOf(thinned(a, count, way, ways), b);
    for (std::size_t i = 0; i < featureCount; ++i) sum[i] += overlaps[i];
  }
  for (double& value : sum) value /= static_cast<double>(ways);
  return sum;
}

}  // namespace cadenza
