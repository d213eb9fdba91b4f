// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/velocity_dialog.h"

#include <QVBoxLayout>
#include <cmath>

#include "core/score/velocity_edits.h"
#include "ui/controls/labelled_slider.h"

namespace cadenza::ui {

VelocityDialog::VelocityDialog(RollState& state, QWidget* parent)
    : EditDialog(state, tr("Velocities"), tr("Set velocities"), parent),
      from_(new LabelledSlider(tr("At the first note"), {1, 127, 1, 0})),
      to_(new LabelledSlider(tr("At the last note"), {1, 127, 1, 0})) {
  setObjectName(QStringLiteral("velocityDialog"));
  from_->setObjectName(QStringLiteral("velocityFrom"));
  to_->setObjectName(QStringLiteral("velocityTo"));
  body().addWidget(from_);
  body().addWidget(to_);
  if (!notes().empty()) {
    from_->setValue(notes().front().velocity);
    to_->setValue(notes().back().velocity);
  }
  connect(from_, &LabelledSlider::valueChanged, this, &EditDialog::preview);
  connect(to_, &LabelledSlider::valueChanged, this, &EditDialog::preview);
  preview();
}

const std::vector<Note>& VelocityDialog::notes() const {
  const std::vector<Note>& selected = state().document().selection();
  return selected.empty() ? state().score().notes() : selected;
}

ScoreEdit VelocityDialog::edit() const {
  if (notes().empty()) return {};
  const auto velocity = [](const LabelledSlider* slider) {
    return static_cast<int>(std::lround(slider->value()));
  };
  return strokeVelocities(notes(), {notes().front().onset, velocity(from_), notes().back().onset,
                                    velocity(to_), VelocityShape::Line});
}

}  // namespace cadenza::ui
