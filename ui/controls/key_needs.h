// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVariant>
#include <QWidget>

namespace cadenza::ui {

/// Marks a list of which Space ticks the rows; elsewhere Space plays (see FocusKeys).
inline void keepSpace(QWidget& list) { list.setProperty("keepsSpace", true); }
[[nodiscard]] inline bool needsSpace(const QObject& control) {
  return control.property("keepsSpace").toBool();
}

}  // namespace cadenza::ui
