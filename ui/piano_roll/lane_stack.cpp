// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/lane_stack.h"

#include <QVBoxLayout>

#include "ui/piano_roll/pedal_lane.h"
#include "ui/piano_roll/tempo_lane.h"
#include "ui/piano_roll/velocity_lane.h"

namespace cadenza::ui {

LaneStack::LaneStack(RollState& state, WheelControl& wheel, QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Lanes"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(new VelocityLane(state, wheel, this));
  layout->addWidget(new PedalLane(state, wheel, this));
  layout->addWidget(new TempoLane(state, wheel, this));
}

}  // namespace cadenza::ui
