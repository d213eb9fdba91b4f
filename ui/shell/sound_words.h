// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QComboBox;

namespace cadenza::ui {

/// "44.1 kHz".
[[nodiscard]] QString rateText(double samplesPerSecond);

/// Offers the usual sample rates and chooses `now`, which joins them where it is another one; the
/// data of an entry is its rate, an int.
void fillRates(QComboBox& box, int now);

/// Chooses the entry with that data, as "`text` (not here)" where there is none.
void chooseEntry(QComboBox& box, const QString& data, const QString& text);

}  // namespace cadenza::ui
