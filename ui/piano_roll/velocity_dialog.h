// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/piano_roll/edit_dialog.h"

namespace cadenza::ui {

class LabelledSlider;

/// Velocities from one to another along the notes: a crescendo, a diminuendo, or all the same.
class VelocityDialog : public EditDialog {
  Q_OBJECT

 public:
  VelocityDialog(RollState& state, QWidget* parent);

 protected:
  [[nodiscard]] ScoreEdit edit() const override;
  void remember() const override {}

 private:
  [[nodiscard]] const std::vector<Note>& notes() const;

  LabelledSlider* from_;
  LabelledSlider* to_;
};

}  // namespace cadenza::ui
