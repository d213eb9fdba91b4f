// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/score/key_estimate.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <utility>

namespace cadenza {
namespace {

using Profile = std::array<double, 12>;

constexpr Profile majorRatings{6.35, 2.23, 3.48, 2.33, 4.38, 4.09,
                               2.52, 5.19, 2.39, 3.66, 2.29, 2.88};
constexpr Profile minorRatings{6.33, 2.68, 3.52, 5.38, 2.60, 3.53,
                               2.54, 4.75, 3.98, 2.69, 3.34, 3.17};

// Less its mean, of length one; all zero where every value is the same.
Profile normalised(Profile profile) {
  double mean = 0;
  for (const double value : profile) mean += value / 12;
  double squares = 0;
  for (double& value : profile) {
    value -= mean;
    squares += value * value;
  }
  if (squares < 1e-12) return {};
  for (double& value : profile) value /= std::sqrt(squares);
  return profile;
}

double correlation(const Profile& heard, const Profile& ratings, std::size_t tonic) {
  double sum = 0;
  for (std::size_t i = 0; i < 12; ++i) sum += heard[(tonic + i) % 12] * ratings[i];
  return sum;
}

}  // namespace

std::optional<Key> estimateKey(std::span<const Note> notes) {
  constexpr Tick longest = 4 * ticksPerQuarter;
  Profile heard{};
  for (const Note& note : notes) heard[note.pitch % 12] += std::min(note.duration, longest);
  if (std::ranges::count_if(heard, [](double value) { return value > 0; }) < 3) return {};
  heard = normalised(heard);
  std::optional<Key> best;
  double highest = 0;
  for (const auto& [scale, ratings] : {std::pair(Scale::Major, normalised(majorRatings)),
                                       std::pair(Scale::Minor, normalised(minorRatings))}) {
    for (std::size_t tonic = 0; tonic < 12; ++tonic) {
      const double fit = correlation(heard, ratings, tonic);
      if (fit <= highest) continue;
      highest = fit;
      best = Key{static_cast<int>(tonic), scale};
    }
  }
  return best;
}

}  // namespace cadenza
