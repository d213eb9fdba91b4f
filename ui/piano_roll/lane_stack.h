// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace cadenza::ui {

class RollState;
class WheelControl;

/// The lanes under the notes, one over the other.
class LaneStack : public QWidget {
  Q_OBJECT

 public:
  LaneStack(RollState& state, WheelControl& wheel, QWidget* parent);
};

}  // namespace cadenza::ui
