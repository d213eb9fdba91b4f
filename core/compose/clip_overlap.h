// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <span>
#include <vector>

#include "core/base/distribution.h"
#include "core/score/statistics.h"

namespace cadenza {

/// The length of the clips that published figures are given for.
inline constexpr double usualClipSeconds = 30;

/// The features of each clip of a piece (see clipsOf).
[[nodiscard]] std::vector<ClipFeatures> clipFeatures(std::span<const TimedNote> notes,
                                                     double clipSeconds = usualClipSeconds);

/// A feature of each clip that has it.
[[nodiscard]] std::vector<double> valuesOf(std::span<const ClipFeatures> clips, Feature feature);

/// An overlap area (see overlapArea) for each feature, in the order of Feature.
using Overlaps = std::array<double, featureCount>;

[[nodiscard]] double mean(const Overlaps& overlaps);
[[nodiscard]] Overlaps overlapsOf(std::span<const ClipFeatures> a, std::span<const ClipFeatures> b);

/// What `count` clips of `a` can be expected to overlap with `b`: few clips overlap less than many
/// even where both are of one kind. `a` is thinned evenly to `count` clips, so that each piece has
/// its part, in up to eight ways, and the mean is taken. As overlapsOf when `a` has no more.
[[nodiscard]] Overlaps expectedOverlaps(std::span<const ClipFeatures> a,
                                        std::span<const ClipFeatures> b, std::size_t count);

}  // namespace cadenza
