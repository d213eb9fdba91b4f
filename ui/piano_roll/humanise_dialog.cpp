// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/humanise_dialog.h"

#include <QPushButton>
#include <QVBoxLayout>
#include <cmath>

#include "ui/controls/labelled_slider.h"
#include "ui/controls/widgets.h"
#include "ui/piano_roll/roll_commands.h"

namespace cadenza::ui {
namespace {

constexpr double ticksPerPercent = ticksPerQuarter / 100.0;

}  // namespace

HumaniseDialog::HumaniseDialog(RollState& state, QWidget* parent)
    : EditDialog(state, tr("Humanise"), tr("Humanise"), parent),
      timing_(new LabelledSlider(tr("Timing, in hundredths of a quarter"), {0, 12, 0.5, 1})),
      velocity_(new LabelledSlider(tr("Velocity"), {0, 40, 1, 0})) {
  setObjectName(QStringLiteral("humaniseDialog"));
  timing_->setObjectName(QStringLiteral("humaniseTiming"));
  velocity_->setObjectName(QStringLiteral("humaniseVelocity"));
  auto* again = makeButton(tr("Throw the dice again"), "quiet");
  again->setObjectName(QStringLiteral("humaniseAgain"));
  setThemedIcon(again, QStringLiteral("shuffle"), state.appearance());
  body().addWidget(timing_);
  body().addWidget(velocity_);
  body().addWidget(again, 0, Qt::AlignLeft);
  timing_->setValue(state.humaniseOptions().timing / ticksPerPercent);
  velocity_->setValue(state.humaniseOptions().velocity);
  connect(timing_, &LabelledSlider::valueChanged, this, &EditDialog::preview);
  connect(velocity_, &LabelledSlider::valueChanged, this, &EditDialog::preview);
  connect(again, &QPushButton::clicked, this, [this] {
    ++seed_;
    preview();
  });
  preview();
}

HumaniseOptions HumaniseDialog::options() const {
  return {static_cast<Tick>(std::lround(timing_->value() * ticksPerPercent)),
          static_cast<int>(std::lround(velocity_->value()))};
}

ScoreEdit HumaniseDialog::edit() const { return humaniseEdit(state(), options(), seed_); }

void HumaniseDialog::remember() const { state().setHumaniseOptions(options()); }

}  // namespace cadenza::ui
