// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "ui/compose/compose_settings.h"

namespace cadenza::ui {

/// "bars 5 to 8", "bar 5", or "5:2 to 8:3" (bars and beats) where it is no whole bars.
[[nodiscard]] QString stretchText(const MeterMap& meter, TickRange range);

/// Where the music that `settings` (with a range) ask for will go, as a sentence.
[[nodiscard]] QString placeText(const ComposeSettings& settings, const Score& score);

}  // namespace cadenza::ui
