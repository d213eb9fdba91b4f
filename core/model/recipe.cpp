// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/recipe.h"

namespace cadenza {

namespace {

EventNetworkShape shapeOf(NetworkSize size) {
  switch (size) {
    case NetworkSize::Small:
      return {2, 320, 256, 64, true, true};
    case NetworkSize::Medium:
      return {3, 448, 320, 128, true, true};
    case NetworkSize::Large:
      return {3, 896, 512, 256, true, true};
  }
  return {};
}

}  // namespace

std::optional<Recipe> findRecipe(std::string_view name, NetworkSize size) {
  Recipe recipe{std::string(name), size, {}};
  if (name == "performance") {
    recipe.kind = EventRecipe{Grid::Performance, PedalMode::Model, shapeOf(size)};
  } else if (name == "score") {
    recipe.kind = EventRecipe{Grid::Score, PedalMode::Model, shapeOf(size)};
  } else if (name == "classic-a") {
    recipe.kind = ChordRecipe{};
  } else if (name == "classic-b") {
    recipe.kind = TripleRecipe{};
  } else {
    return std::nullopt;
  }
  return recipe;
}

HeadNames headNames(const Recipe& recipe) {
  if (std::holds_alternative<ChordRecipe>(recipe.kind)) return {"chord", "", ""};
  if (std::holds_alternative<TripleRecipe>(recipe.kind)) return {"pitch", "step", "duration"};
  return {"shift", "action", "velocity"};
}

std::string_view lossUnit(const Recipe& recipe) {
  if (std::holds_alternative<ChordRecipe>(recipe.kind)) return "nats a frame";
  if (std::holds_alternative<TripleRecipe>(recipe.kind)) return "weighted loss a note";
  return "nats a note";
}

std::string_view name(NetworkSize size) {
  switch (size) {
    case NetworkSize::Small:
      return "small";
    case NetworkSize::Medium:
      return "medium";
    case NetworkSize::Large:
      return "large";
  }
  return "small";
}

std::optional<NetworkSize> parseNetworkSize(std::string_view text) {
  for (const auto size : {NetworkSize::Small, NetworkSize::Medium, NetworkSize::Large}) {
    if (text == name(size)) return size;
  }
  return std::nullopt;
}

}  // namespace cadenza
