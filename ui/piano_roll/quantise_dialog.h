// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/piano_roll/edit_dialog.h"

class QCheckBox;
class QComboBox;

namespace cadenza::ui {

class LabelledSlider;

/// Quantise by grid, strength and swing.
class QuantiseDialog : public EditDialog {
  Q_OBJECT

 public:
  QuantiseDialog(RollState& state, QWidget* parent);

 protected:
  [[nodiscard]] ScoreEdit edit() const override;
  void remember() const override;

 private:
  [[nodiscard]] QuantiseOptions options() const;

  QComboBox* grid_;
  LabelledSlider* strength_;
  LabelledSlider* swing_;
  QCheckBox* ends_;
};

}  // namespace cadenza::ui
