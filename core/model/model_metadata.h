// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "core/model/checkpoint.h"

namespace cadenza {

// Recipes and model infos as JSON text, for the metadata of a safetensors file. What is missing, of
// the wrong type, no exact integer where one belongs or out of range makes the whole nothing.
// Control characters in texts become spaces.

[[nodiscard]] std::string toJson(const Recipe& recipe);
[[nodiscard]] std::optional<Recipe> recipeFromJson(const std::string& text);

[[nodiscard]] std::string toJson(const ModelInfo& info);
[[nodiscard]] std::optional<ModelInfo> modelInfoFromJson(const std::string& text);

}  // namespace cadenza
