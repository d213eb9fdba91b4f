// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QString>
#include <utility>

#include "core/project/take.h"

namespace cadenza::ui {

// Takes as the window writes about them.

/// "Continue", "Fill the gap", ...; empty where the take does not say.
[[nodiscard]] QString modeWords(const Take& take);
/// "8 bars", of the stretch that it fills.
[[nodiscard]] QString lengthWords(const Take& take);
/// The time of a day that is `now`'s, else the day; empty where the take does not say.
[[nodiscard]] QString timeWords(const Take& take, const QDateTime& now);
/// "Continue · 8 bars · 14:32 · starter".
[[nodiscard]] QString takeLine(const Take& take, const QDateTime& now);
/// All that is known of how it was made, name and value.
[[nodiscard]] QList<std::pair<QString, QString>> takeFacts(const Take& take);

}  // namespace cadenza::ui
