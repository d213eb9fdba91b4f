// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/distribution.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/base/random.h"

namespace cadenza {
namespace {

using testing::ElementsAre;
using Values = std::vector<double>;

// Numbers of a bell curve around `mean`, by the sum of twelve uniform ones.
Values bell(double mean, double spread, std::size_t count, std::uint64_t seed) {
  Random random(seed);
  Values values(count);
  for (double& value : values) {
    double sum = -6;
    for (int i = 0; i < 12; ++i) sum += random.uniform();
    value = mean + spread * sum;
  }
  return values;
}

TEST(Distribution, MeanAndSpreadAreTheSchoolbookOnes) {
  EXPECT_EQ(meanAndSpread(Values{2, 4, 4, 4, 5, 5, 7, 9}), (MeanAndSpread{5, 2}));
  EXPECT_EQ(meanAndSpread(Values{3}), (MeanAndSpread{3, 0}));
  EXPECT_EQ(meanAndSpread(Values{}), (MeanAndSpread{0, 0}));
}

TEST(Distribution, AQuantileLiesBetweenTwoNumbers) {
  EXPECT_DOUBLE_EQ(quantile({4, 1, 3, 2}, 0.5), 2.5);
  EXPECT_DOUBLE_EQ(quantile({4, 1, 3, 2}, 0), 1);
  EXPECT_DOUBLE_EQ(quantile({4, 1, 3, 2}, 1), 4);
  EXPECT_DOUBLE_EQ(quantile({10, 20}, 0.975), 19.75);
  EXPECT_DOUBLE_EQ(quantile({}, 0.5), 0);
}

TEST(Distribution, AHistogramCountsEachNumberOnce) {
  const Histogram histogram = histogramOf(Values{-1, 0, 0.5, 1, 1.9, 2, 2.1}, evenEdges(0, 2, 2));
  EXPECT_THAT(histogram.edges, ElementsAre(0, 1, 2));
  EXPECT_THAT(histogram.counts, ElementsAre(2u, 3u));
  EXPECT_EQ(histogram.below, 1u);
  EXPECT_EQ(histogram.above, 1u);
  EXPECT_EQ(histogram.total(), 7u);
}

TEST(Distribution, TotalVariationIsTheShareThatWouldHaveToMove) {
  const auto of = [](const Values& values) { return histogramOf(values, evenEdges(0, 4, 4)); };
  EXPECT_DOUBLE_EQ(totalVariation(of({0.5, 1.5}), of({0.5, 1.5, 0.6, 1.6})), 0);
  EXPECT_DOUBLE_EQ(totalVariation(of({0.5}), of({3.5})), 1);
  EXPECT_DOUBLE_EQ(totalVariation(of({0.5, 0.5, 0.5, 0.5}), of({0.5, 0.5, 0.5, 1.5})), 0.25);
  EXPECT_DOUBLE_EQ(totalVariation(of({0.5, 0.5}), of({0.5, 9})), 0.5) << "beyond the edges";
  EXPECT_DOUBLE_EQ(totalVariation(of({}), of({0.5})), 1);
  EXPECT_DOUBLE_EQ(totalVariation(of({}), of({})), 0);
}

TEST(Distribution, EqualHeapsOverlapWhollyAndDistantOnesNotAtAll) {
  const Values a = bell(0, 1, 200, 1);
  Values turned(a.rbegin(), a.rend());
  EXPECT_NEAR(overlapArea(a, turned), 1, 1e-9);
  EXPECT_NEAR(overlapArea(Values{5, 5, 5}, Values{5}), 1, 1e-9);
  EXPECT_NEAR(overlapArea(Values{0, 0}, Values{0}), 1, 1e-9);
  EXPECT_NEAR(overlapArea(Values{0.1 + 0.2}, Values{0.3}), 1, 1e-6) << "rounding is no difference";
  EXPECT_NEAR(overlapArea(a, bell(100, 1, 200, 2)), 0, 1e-9);
  EXPECT_NEAR(overlapArea(Values{1, 1}, Values{2, 2}), 0, 1e-6);
  EXPECT_EQ(overlapArea(a, Values{}), 0);
  EXPECT_EQ(overlapArea(Values{}, Values{}), 0);
}

TEST(Distribution, OverlapIsTheAreaUnderBothCurves) {
  // Two normal curves of spread 1, their means d apart, share erfc(d / sqrt 8).
  const Values a = bell(0, 1, 20'000, 3);
  for (const double distance : {0.5, 1.0, 2.0}) {
    const Values b = bell(distance, 1, 20'000, 4);
    EXPECT_NEAR(overlapArea(a, b), std::erfc(distance / std::sqrt(8)), 0.03);
    EXPECT_NEAR(overlapArea(a, b), overlapArea(b, a), 1e-12);
  }
}

TEST(Distribution, OverlapDoesNotDependOnTheUnit) {
  Values a = bell(3, 1, 300, 5), b = bell(4, 2, 200, 6);
  const double overlap = overlapArea(a, b);
  for (Values* values : {&a, &b}) {
    for (double& value : *values) value = 7 - 1000 * value;
  }
  EXPECT_NEAR(overlapArea(a, b), overlap, 1e-9);
}

}  // namespace
}  // namespace cadenza
