// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/recipe.h"

namespace cadenza {

std::optional<Recipe> findRecipe(std::string_view name, NetworkSize size) {
  Recipe recipe;
  recipe.name = name;
  recipe.size = size;
  if (name == "score") {
    recipe.grid = Grid::Score;
  } else if (name != "performance") {
    return std::nullopt;
  }
  switch (size) {
    case NetworkSize::Small:
      recipe.network = {2, 320, 256};
      break;
    case NetworkSize::Medium:
      recipe.network = {3, 448, 320};
      break;
    case NetworkSize::Large:
      recipe.network = {3, 896, 512};
      break;
  }
  return recipe;
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
