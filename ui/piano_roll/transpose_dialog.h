// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/piano_roll/edit_dialog.h"

class QCheckBox;
class QComboBox;

namespace cadenza::ui {

class SegmentedControl;

/// Transposes the selection, or the whole piece with its key, by an interval.
class TransposeDialog : public EditDialog {
  Q_OBJECT

 public:
  TransposeDialog(RollState& state, QWidget* parent);

  void accept() override;

 protected:
  [[nodiscard]] ScoreEdit edit() const override;
  [[nodiscard]] bool isOfAll() const override;
  void remember() const override {}

 private:
  [[nodiscard]] int semitones() const;

  SegmentedControl* direction_;
  QComboBox* interval_;
  QCheckBox* whole_;
};

}  // namespace cadenza::ui
