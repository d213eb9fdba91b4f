// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

#include "ui/compose/compose_settings.h"

namespace cadenza::ui {

/// All of the settings, to be read back by settingsFromJson.
[[nodiscard]] QJsonObject toJson(const ComposeSettings& settings);

/// The opposite. What is missing or makes no sense is as in `otherwise`; numbers are kept within
/// what the panel can show.
[[nodiscard]] ComposeSettings settingsFromJson(const QJsonObject& object,
                                               const ComposeSettings& otherwise = {});

}  // namespace cadenza::ui
