// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "ui/piano_roll/edit_dialog.h"

namespace cadenza::ui {

class LabelledSlider;

/// Humanise by how far onsets and velocities may wander; a button throws the dice anew.
class HumaniseDialog : public EditDialog {
  Q_OBJECT

 public:
  HumaniseDialog(RollState& state, QWidget* parent);

 protected:
  [[nodiscard]] ScoreEdit edit() const override;
  void remember() const override;

 private:
  [[nodiscard]] HumaniseOptions options() const;

  LabelledSlider* timing_;
  LabelledSlider* velocity_;
  std::uint64_t seed_ = 1;
};

}  // namespace cadenza::ui
