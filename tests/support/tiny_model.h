// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>

#include "core/base/random.h"
#include "core/model/checkpoint.h"

namespace cadenza::test {

/// An untrained network small enough for tests: every weight drawn at random from `seed`.
[[nodiscard]] inline Checkpoint tinyModel(const std::string& recipeName, std::uint64_t seed = 1) {
  Checkpoint checkpoint;
  checkpoint.recipe = findRecipe(recipeName, NetworkSize::Small).value();
  checkpoint.recipe.events().network = {2, 12, 10, 64, true, true};
  checkpoint.info.name = "tiny " + recipeName;
  checkpoint.info.created = "2026-01-01T00:00:00Z";
  Random random(seed);
  for (const auto& [name, shape] : expectedShapes(checkpoint.recipe)) {
    WeightArray array{shape, {}};
    std::int64_t count = 1;
    for (const std::int64_t size : shape) count *= size;
    const bool isNorm = name.find("norm.weight") != std::string::npos;
    for (std::int64_t i = 0; i < count; ++i) {
      const auto value = static_cast<float>(random.uniform() - 0.5);
      array.values.push_back(isNorm ? 1 + 0.2f * value : value);
    }
    checkpoint.weights.emplace(name, std::move(array));
  }
  return checkpoint;
}

}  // namespace cadenza::test
