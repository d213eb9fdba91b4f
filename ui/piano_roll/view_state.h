// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace cadenza::ui {

class RollState;

/// What is seen of a piece and with which tool and grid, to be found again with it.
[[nodiscard]] QJsonObject viewState(const RollState& state);
/// The opposite; what is missing or makes no sense stays as it is.
void restoreViewState(RollState& state, const QJsonObject& object);

}  // namespace cadenza::ui
