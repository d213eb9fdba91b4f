// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/quantise_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/controls/labelled_slider.h"
#include "ui/piano_roll/roll_commands.h"
#include "ui/piano_roll/snap_choices.h"

namespace cadenza::ui {
QuantiseDialog::QuantiseDialog(RollState& state, QWidget* parent)
    : EditDialog(state, tr("Quantise"), tr("Quantise"), parent),
      grid_(new QComboBox),
      strength_(new LabelledSlider(tr("Strength"), {0, 100, 1, 0})),
      swing_(new LabelledSlider(tr("Swing"), {50, 75, 1, 0})),
      ends_(new QCheckBox(tr("Move the ends of notes too"))) {
  setObjectName(QStringLiteral("quantiseDialog"));
  grid_->setAccessibleName(tr("Grid"));
  grid_->setObjectName(QStringLiteral("quantiseGrid"));
  for (const auto& group : snapChoices()) {
    for (const SnapChoice& choice : group) {
      if (choice.ticks > 0) grid_->addItem(choice.name, choice.ticks);
    }
  }
  strength_->setSuffix(QStringLiteral(" %"));
  strength_->setObjectName(QStringLiteral("quantiseStrength"));
  swing_->setSuffix(QStringLiteral(" %"));
  swing_->setObjectName(QStringLiteral("quantiseSwing"));
  swing_->setEnds(tr("even"), tr("dotted"));
  auto* gridRow = new QFormLayout;
  gridRow->addRow(tr("Grid"), grid_);
  body().addLayout(gridRow);
  for (QWidget* widget : std::initializer_list<QWidget*>{strength_, swing_, ends_}) {
    body().addWidget(widget);
  }

  const QuantiseOptions& last = state.quantiseOptions();
  const int row = grid_->findData(state.snap() > 0 ? state.snap() : last.grid);
  grid_->setCurrentIndex(std::max(row, 0));
  strength_->setValue(100 * last.strength);
  swing_->setValue(100 * last.swing);
  ends_->setChecked(last.ends);
  connect(grid_, &QComboBox::currentIndexChanged, this, &EditDialog::preview);
  connect(strength_, &LabelledSlider::valueChanged, this, &EditDialog::preview);
  connect(swing_, &LabelledSlider::valueChanged, this, &EditDialog::preview);
  connect(ends_, &QCheckBox::toggled, this, &EditDialog::preview);
  preview();
}

QuantiseOptions QuantiseDialog::options() const {
  return {grid_->currentData().toInt(), strength_->value() / 100, swing_->value() / 100,
          ends_->isChecked()};
}

ScoreEdit QuantiseDialog::edit() const { return quantiseEdit(state(), options()); }

void QuantiseDialog::remember() const { state().setQuantiseOptions(options()); }

}  // namespace cadenza::ui
