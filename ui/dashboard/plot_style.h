// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme.h"

class QCustomPlot;

namespace cadenza::ui {

/// Gives a plot's ground, axes, grid and legend the theme: thin lines, small quiet text, no
/// vertical grid.
void dressPlot(QCustomPlot& plot, const Theme& theme);

}  // namespace cadenza::ui
