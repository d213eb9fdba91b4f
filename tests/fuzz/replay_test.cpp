// SPDX-License-Identifier: GPL-3.0-or-later
// The fuzz targets without a fuzzer: their seeds, and so many random changes of each.
#include <gtest/gtest.h>

#include "core/base/random.h"
#include "tests/fuzz/fuzz_target.h"

namespace cadenza::test {
namespace {

using Input = std::vector<std::byte>;

class FuzzReplay : public testing::TestWithParam<FuzzTarget> {};

// Changes, removes, repeats or inserts a few bytes.
Input mutated(Input input, Random& random) {
  for (std::uint64_t change = random.below(4); !input.empty() && change < 4; ++change) {
    const auto at = static_cast<std::ptrdiff_t>(random.below(input.size()));
    const auto length = static_cast<std::ptrdiff_t>(
        std::min<std::uint64_t>(random.below(16) + 1, input.size() - static_cast<std::size_t>(at)));
    const Input part(input.begin() + at, input.begin() + at + length);
    switch (random.below(5)) {
      case 0:
        input[static_cast<std::size_t>(at)] ^= std::byte{1} << random.below(8);
        break;
      case 1:
        input[static_cast<std::size_t>(at)] = static_cast<std::byte>(random.below(256));
        break;
      case 2:
        input.erase(input.begin() + at, input.begin() + at + length);
        break;
      case 3:
        input.insert(input.begin() + at, part.begin(), part.end());
        break;
      default:
        input.resize(static_cast<std::size_t>(at));
    }
  }
  return input;
}

TEST_P(FuzzReplay, EndsWithoutAFaultWhateverItIsFed) {
  const FuzzTarget& target = GetParam();
  const auto seeds = target.seeds();
  target.run({});
  for (const Input& seed : seeds) target.run(seed);
  Random random(7);
  for (int i = 0; i < target.mutations; ++i) {
    target.run(mutated(seeds[random.below(seeds.size())], random));
  }
}

INSTANTIATE_TEST_SUITE_P(Targets, FuzzReplay, testing::ValuesIn(fuzzTargets()),
                         [](const auto& target) { return std::string(target.param.name); });

}  // namespace
}  // namespace cadenza::test
