// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/piano_roll/edit_dialog.h"

namespace cadenza::ui {

class LabelledSlider;
class SegmentedControl;

/// Velocities from one to another along the notes, or as they are times a factor that goes from one
/// to another: a crescendo, a diminuendo, all the same, or all louder.
class VelocityDialog : public EditDialog {
  Q_OBJECT

 public:
  VelocityDialog(RollState& state, QWidget* parent);

 protected:
  [[nodiscard]] ScoreEdit edit() const override;
  void remember() const override {}

 private:
  enum class How { Set, Scale };

  // At the first note and at the last one.
  struct Ends {
    LabelledSlider* first;
    LabelledSlider* last;
  };

  [[nodiscard]] Ends addEnds(const QString& prefix, double low, double high, double step);
  [[nodiscard]] How how() const;
  [[nodiscard]] const std::vector<Note>& notes() const;
  void showEnds();

  SegmentedControl* how_;
  Ends velocities_;
  Ends percents_;
};

}  // namespace cadenza::ui
