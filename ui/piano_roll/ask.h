// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <functional>

#include "core/score/meter_map.h"

class QPoint;
class QWidget;

namespace cadenza::ui {

// Small editors that open where one is working: Enter takes the value, Esc or a click elsewhere
// leaves everything as it was. `at` is on the screen; `done` is called at most once.

void askText(QWidget& parent, QPoint at, const QString& label, const QString& text,
             std::function<void(const QString&)> done);
/// Quarters a minute, to a tenth.
void askTempo(QWidget& parent, QPoint at, const QString& label, double quartersPerMinute,
              std::function<void(double)> done);
/// Answers `signature` with other numbers.
void askSignature(QWidget& parent, QPoint at, const QString& label, TimeSignature signature,
                  std::function<void(TimeSignature)> done);

}  // namespace cadenza::ui
