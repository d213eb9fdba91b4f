// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/snap_choices.h"

#include <QCoreApplication>

#include "ui/piano_roll/piano_roll.h"
#include "ui/piano_roll/words.h"

namespace cadenza::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("PianoRoll", text); }

// From `first` on, each half as long as the one before.
std::vector<SnapChoice> halvings(Tick first, int count) {
  std::vector<SnapChoice> choices;
  for (Tick ticks = first; count > 0; --count, ticks /= 2) {
    choices.push_back({ticks, lengthText(ticks)});
  }
  return choices;
}

}  // namespace

std::vector<std::vector<SnapChoice>> snapChoices() {
  constexpr Tick whole = 4 * ticksPerQuarter;
  return {{{snapFollowsZoom, tr("As zoomed")}, {0, tr("Off")}},
          halvings(whole, 7),
          halvings(whole / 3, 6),
          halvings(whole / 4 * 3, 6)};
}

}  // namespace cadenza::ui
