// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QList>
#include <functional>
#include <vector>

#include "ui/piano_roll/roll_state.h"

namespace cadenza::ui {

/// What an action can't do without.
enum class Needs { Nothing, Notes, Selection, Clipboard, NextNote, PreviousNote };

struct RollActionRow {
  RollAction which;
  const char* text;  ///< English, with the menu's mnemonic
  const char* icon;  ///< may be empty
  QList<QKeySequence> keys;
  Needs needs;
  std::function<void(RollState&)> act;
};

/// Every action once.
[[nodiscard]] std::vector<RollActionRow> rollActionTable();
[[nodiscard]] bool isMet(Needs needs, const RollState& state);

}  // namespace cadenza::ui
