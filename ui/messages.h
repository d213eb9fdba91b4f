// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/base/result.h"

namespace cadenza::ui {

/// An error of core in words for the user: what happened and what to do, with core's detail.
[[nodiscard]] QString userText(const Error& error);

}  // namespace cadenza::ui
