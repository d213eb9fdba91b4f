// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <map>
#include <vector>

#include "ui/piano_roll/roll_action_table.h"

namespace cadenza::ui {

/// The roll's actions as a window can use them: texts, icons, shortcuts, and when they can be done.
class RollActions {
 public:
  /// Makes all actions as children of `owner` and adds them to it; both must outlive this.
  RollActions(RollState& state, QWidget* owner);

  [[nodiscard]] QAction* operator[](RollAction which) const { return actions_.at(which); }
  /// Takes all actions away, or gives back those that can be done.
  void setAvailable(bool available);

 private:
  void groupTools(QWidget* owner);
  void refresh();
  void renewIcons();

  RollState& state_;
  std::vector<RollActionRow> table_;
  std::map<RollAction, QAction*> actions_;
  bool available_ = true;
};

}  // namespace cadenza::ui
