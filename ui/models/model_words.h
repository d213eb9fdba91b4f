// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

#include "ui/controllers/model_library.h"

namespace cadenza::ui {

// What is said of a model wherever models are listed.

/// "Score, small", "Classic-b, faithful".
[[nodiscard]] QString recipeText(const Recipe& recipe);
/// "nats a note".
[[nodiscard]] QString unitText(const Recipe& recipe);
/// "21 Nov 2026"; empty where it is not known.
[[nodiscard]] QString dayText(const ModelInfo& info);
[[nodiscard]] QString bytesText(std::uintmax_t bytes);

/// Whether losses of both count the same: the same unit and, of ours, the same grid.
[[nodiscard]] bool comparesLoss(const Recipe& a, const Recipe& b);
/// A sentence on which of the models' losses may be compared; at least two models.
[[nodiscard]] QString comparisonText(const std::vector<ModelEntry>& models);

}  // namespace cadenza::ui
