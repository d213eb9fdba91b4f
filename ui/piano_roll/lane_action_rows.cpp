// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/lane_action_rows.h"

namespace cadenza::ui {
namespace {

using enum RollAction;
using State = RollState&;

RollActionRow laneRow(RollAction which, const char* text, LaneKind kind) {
  RollActionRow row{
      which, text, "", {}, Needs::Nothing, [kind](State s) {
        s.changeLanes([kind](LaneViews& views) { views[kind].isShown = !views[kind].isShown; });
      }};
  row.isOn = [kind](const RollState& s) { return s.lanes()[kind].isShown; };
  return row;
}

}  // namespace

std::vector<RollActionRow> laneRows() {
  return {laneRow(ShowVelocityLane, "&Velocity lane", LaneKind::Velocity),
          laneRow(ShowPedalLane, "P&edal lane", LaneKind::Pedal),
          laneRow(ShowTempoLane, "Te&mpo lane", LaneKind::Tempo)};
}

}  // namespace cadenza::ui
