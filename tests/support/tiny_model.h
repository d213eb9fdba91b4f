// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <variant>
#include <vector>

#include "core/base/random.h"
#include "core/model/checkpoint.h"

namespace cadenza::test {

/// Single notes and thirds around the middle of the piano.
[[nodiscard]] inline ChordVocabulary tinyVocabulary() {
  ChordVocabulary vocabulary;
  for (std::size_t pitch = 55; pitch < 70; ++pitch) {
    Chord chord;
    vocabulary.learn(std::vector{chord.set(pitch)});
    vocabulary.learn(std::vector{chord.set(pitch + 4)});
  }
  return vocabulary;
}

/// An untrained network small enough for tests (the classics have one size): every weight drawn at
/// random from `seed`.
[[nodiscard]] inline Checkpoint tinyModel(const std::string& recipeName, std::uint64_t seed = 1) {
  Checkpoint checkpoint;
  checkpoint.recipe = findRecipe(recipeName, NetworkSize::Small).value();
  if (checkpoint.recipe.isOurs()) {
    checkpoint.recipe.events().network = {2, 12, 10, 64, true, true};
  }
  if (auto* chords = std::get_if<ChordRecipe>(&checkpoint.recipe.kind)) {
    checkpoint.chords = tinyVocabulary();
    chords->classes = checkpoint.chords.classes();
    chords->window = 8;
  }
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
