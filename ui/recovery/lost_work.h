// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/project/recovery_file.h"

namespace cadenza::ui {

/// The file that recovered work belongs into: where it came from, unless that was changed after the
/// work was kept safe, so that saving overwrites nothing newer. Empty where there is none.
[[nodiscard]] QString pathToSaveTo(const RecoveryInfo& info);
/// What the work was called.
[[nodiscard]] QString titleOf(const RecoveryInfo& info);

}  // namespace cadenza::ui
