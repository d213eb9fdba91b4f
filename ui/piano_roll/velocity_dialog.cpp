// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/velocity_dialog.h"

#include <QVBoxLayout>
#include <cmath>

#include "core/score/velocity_edits.h"
#include "ui/controls/form.h"
#include "ui/controls/labelled_slider.h"
#include "ui/controls/segmented_control.h"

namespace cadenza::ui {

VelocityDialog::VelocityDialog(RollState& state, QWidget* parent)
    : EditDialog(state, tr("Velocities"), tr("Set velocities"), parent, tr("Set velocity of")),
      how_(named(new SegmentedControl({tr("Set"), tr("Scale")}, state.appearance()), "velocityHow",
                 tr("Mode"))) {
  setObjectName(QStringLiteral("velocityDialog"));
  body().addWidget(how_, 0, Qt::AlignLeft);
  velocities_ = addEnds(QStringLiteral("velocity"), 1, 127, 1);
  percents_ = addEnds(QStringLiteral("percent"), 10, 300, 5);
  for (LabelledSlider* slider : {percents_.first, percents_.last}) {
    slider->setSuffix(tr(" %"));
    slider->setValue(100);
  }
  if (!notes().empty()) {
    velocities_.first->setValue(notes().front().velocity);
    velocities_.last->setValue(notes().back().velocity);
  }
  for (LabelledSlider* slider :
       {velocities_.first, velocities_.last, percents_.first, percents_.last}) {
    connect(slider, &LabelledSlider::valueChanged, this, &EditDialog::preview);
  }
  connect(how_, &SegmentedControl::currentChanged, this, &VelocityDialog::showEnds);
  showEnds();
}

VelocityDialog::Ends VelocityDialog::addEnds(const QString& prefix, double low, double high,
                                             double step) {
  const Ends ends{new LabelledSlider(tr("At the first note"), {low, high, step, 0}),
                  new LabelledSlider(tr("At the last note"), {low, high, step, 0})};
  ends.first->setObjectName(prefix + QStringLiteral("From"));
  ends.last->setObjectName(prefix + QStringLiteral("To"));
  body().addWidget(ends.first);
  body().addWidget(ends.last);
  return ends;
}

VelocityDialog::How VelocityDialog::how() const { return static_cast<How>(how_->current()); }

void VelocityDialog::showEnds() {
  for (LabelledSlider* slider : {velocities_.first, velocities_.last}) {
    slider->setVisible(how() == How::Set);
  }
  for (LabelledSlider* slider : {percents_.first, percents_.last}) {
    slider->setVisible(how() == How::Scale);
  }
  preview();
}

const std::vector<Note>& VelocityDialog::notes() const {
  const std::vector<Note>& selected = state().document().selection();
  return selected.empty() ? state().score().notes() : selected;
}

ScoreEdit VelocityDialog::edit() const {
  if (notes().empty()) return {};
  if (how() == How::Scale) {
    return scaleVelocities(notes(), percents_.first->value() / 100, percents_.last->value() / 100);
  }
  const auto velocity = [](const LabelledSlider* slider) {
    return static_cast<int>(std::lround(slider->value()));
  };
  return strokeVelocities(notes(),
                          {notes().front().onset, velocity(velocities_.first), notes().back().onset,
                           velocity(velocities_.last), VelocityShape::Line});
}

}  // namespace cadenza::ui
