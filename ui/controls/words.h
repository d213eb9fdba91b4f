// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <cstddef>

#include "core/model/recipe.h"
#include "core/score/meter_map.h"

namespace cadenza::ui {

// Numbers and names as the window writes them.

/// 1276 is "1,276" where the language says so.
[[nodiscard]] QString countText(std::size_t count);
/// "1 note", "1,276 notes"; `noun` in the singular, made plural by an s.
[[nodiscard]] QString countText(std::size_t count, const QString& noun);
/// `value` with so many decimals as the language writes it.
[[nodiscard]] QString decimalText(double value, int decimals);
/// "45 s", "3 min 20 s", "2 h 5 min".
[[nodiscard]] QString durationText(double seconds);
/// "1:23.4", minutes and seconds of a piece.
[[nodiscard]] QString clockText(double seconds);
/// "12:3", bar and beat, counted from one.
[[nodiscard]] QString barText(const MeterMap& meter, Tick tick);
/// Three decimals; a dash for what is no number.
[[nodiscard]] QString lossText(double nats);
/// "Performance", "Score".
[[nodiscard]] QString recipeTitle(const Recipe& recipe);
/// "Small", "Medium", "Large".
[[nodiscard]] QString sizeTitle(NetworkSize size);

}  // namespace cadenza::ui
