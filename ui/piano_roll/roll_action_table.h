// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QList>
#include <functional>
#include <vector>

#include "ui/piano_roll/roll_state.h"

namespace cadenza::ui {

/// What an action can't do without.
enum class Needs {
  Nothing,
  Notes,
  Selection,
  Range,
  Clipboard,
  NextNote,
  PreviousNote,
  Markers,
  Stretch
};

/// The heading that an action stands under in menus, on the shortcut sheet and in the palette.
enum class RollSection {
  Edit,
  Select,
  Pitch,
  Time,
  Notes,
  Velocity,
  Cursor,
  Write,
  Places,
  View,
  Tools
};
/// In English, as a menu's title with its mnemonic.
[[nodiscard]] const char* title(RollSection section);

/// A row is all that a new action takes: menus, sheet, palette and preferences find it by itself.
struct RollActionRow {
  RollAction which;
  const char* text;  ///< English, with the menu's mnemonic
  const char* icon;  ///< may be empty
  QList<QKeySequence> keys;
  Needs needs;
  std::function<void(RollState&)> act;
  RollSection section = RollSection::Edit;  ///< set by the table for all rows of one function
  std::function<bool(const RollState&)> isOn = {};  ///< of one that can be checked
};

/// A name that stays as long as the English text does: "roll.select-all".
[[nodiscard]] QString rollActionId(const RollActionRow& row);

/// Every action once.
[[nodiscard]] std::vector<RollActionRow> rollActionTable();
[[nodiscard]] bool isMet(Needs needs, const RollState& state);
/// What is missing where it is not met, in a few English words; empty for Nothing.
[[nodiscard]] const char* words(Needs needs);

}  // namespace cadenza::ui
