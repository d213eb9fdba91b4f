// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/more_box.h"

#include <QCheckBox>
#include <QClipboard>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <random>

#include "ui/compose/pitch_field.h"
#include "ui/controls/decimal_field.h"
#include "ui/controls/form.h"
#include "ui/controls/labelled_slider.h"
#include "ui/controls/widgets.h"

namespace cadenza::ui {
namespace {

constexpr int anyNumber = 0;  // of notes at once
constexpr int mostAtOnce = 40;
constexpr int narrowestField = 60;  // of a range

// Seed numbers that a person can read out and type, with room for those of further variations.
int freshSeed() {
  std::random_device entropy;
  return std::uniform_int_distribution<int>(1, MoreBox::largestSeed - 7)(entropy);
}

// Two fields, the first never above the second.
template <class Field>
QWidget* makeRange(Field* low, Field* high) {
  QObject::connect(low, &QSpinBox::valueChanged, high,
                   [high](int value) { high->setValue(std::max(value, high->value())); });
  QObject::connect(high, &QSpinBox::valueChanged, low,
                   [low](int value) { low->setValue(std::min(value, low->value())); });
  auto* row = new QWidget;
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(8);
  low->setMinimumWidth(narrowestField);
  high->setMinimumWidth(narrowestField);
  layout->addWidget(low, 1);
  layout->addWidget(makeLabel(MoreBox::tr("to"), "quiet"));
  layout->addWidget(high, 1);
  return row;
}

QSpinBox* makeVelocity(int value) {
  auto* field = new QSpinBox;
  field->setRange(1, 127);
  field->setValue(value);
  return field;
}

}  // namespace

MoreBox::MoreBox(const Appearance& appearance, QWidget* parent)
    : QWidget(parent), more_(new QToolButton), box_(new QWidget) {
  more_->setText(tr("More"));
  more_->setObjectName(QStringLiteral("composeMore"));
  more_->setCheckable(true);
  more_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  more_->setArrowType(Qt::RightArrow);
  connect(more_, &QToolButton::toggled, this, [this](bool shown) {
    more_->setArrowType(shown ? Qt::DownArrow : Qt::RightArrow);
    box_->setVisible(shown);
  });
  topP_ = new LabelledSlider(tr("Top-p"), {0.05, 1.0, 0.01, 2});
  topP_->setObjectName(QStringLiteral("composeTopP"));
  topP_->setToolTip(tr("Share of the probability that notes are drawn from; less is safer"));
  topP_->setValue(0.95);
  auto* grid = new QGridLayout;
  grid->setHorizontalSpacing(12);
  grid->setVerticalSpacing(8);
  grid->setColumnStretch(1, 1);
  makeLimits(*grid);
  makeSeed(*grid, appearance);
  auto* inner = new QVBoxLayout(box_);
  inner->setContentsMargins(0, 0, 0, 0);
  inner->setSpacing(12);
  inner->addWidget(topP_);
  inner->addLayout(grid);
  box_->hide();
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(8);
  layout->addWidget(more_, 0, Qt::AlignLeft);
  layout->addWidget(box_);
}

void MoreBox::makeLimits(QGridLayout& grid) {
  lowest_ = named(new PitchField, "composeLowest", tr("Lowest note"));
  highest_ = named(new PitchField, "composeHighest", tr("Highest note"));
  lowest_->setValue(lowestPianoPitch);
  highest_->setValue(highestPianoPitch);
  polyphony_ = named(new QSpinBox, "composePolyphony", tr("Notes at once"));
  polyphony_->setRange(anyNumber, mostAtOnce);
  polyphony_->setSpecialValueText(tr("any number"));
  polyphony_->setToolTip(tr("The most notes that sound together"));
  longestRest_ = named(new DecimalField, "composeRest", tr("Longest silence"));
  longestRest_->setRange(0.25, 60);
  longestRest_->setDecimals(2);
  longestRest_->setSingleStep(0.25);
  longestRest_->setSuffix(tr(" s"));
  longestRest_->setValue(Limits().longestRest);
  softest_ = named(makeVelocity(1), "composeSoftest", tr("Softest velocity"));
  loudest_ = named(makeVelocity(127), "composeLoudest", tr("Loudest velocity"));
  velocityRow_ = makeRange(softest_, loudest_);
  velocityLabel_ = makeLabel(tr("Velocity"));
  tempoFactor_ = named(new DecimalField, "composeTempoFactor", tr("Tempo factor"));
  tempoFactor_->setRange(0.1, 10);
  tempoFactor_->setSingleStep(0.1);
  tempoFactor_->setValue(1);
  tempoFactor_->setToolTip(tr("How much faster than the music it learned from"));
  tempoLabel_ = makeLabel(tr("Tempo factor"));
  int row = 0;
  const auto add = [&](QWidget* label, QWidget* field) {
    grid.addWidget(label, row, 0);
    grid.addWidget(field, row++, 1);
  };
  add(makeLabel(tr("Notes")), makeRange(lowest_, highest_));
  add(makeLabel(tr("At once")), polyphony_);
  add(makeLabel(tr("Longest silence")), longestRest_);
  add(velocityLabel_, velocityRow_);
  add(tempoLabel_, tempoFactor_);
}

void MoreBox::makeSeed(QGridLayout& grid, const Appearance& appearance) {
  seed_ = named(new QSpinBox, "composeSeed", tr("Seed number"));
  seed_->setRange(1, largestSeed);
  seed_->setToolTip(tr("The same number and settings give the same notes"));
  newSeed_ = new QCheckBox(tr("New each time"));
  newSeed_->setObjectName(QStringLiteral("composeNewSeed"));
  newSeed_->setChecked(true);
  auto* copy = named(new QToolButton, "copySeed", tr("Copy the seed number"));
  copy->setToolTip(tr("Copy the seed number"));
  setThemedIcon(copy, QStringLiteral("copy"), appearance);
  connect(copy, &QToolButton::clicked, this,
          [this] { QGuiApplication::clipboard()->setText(QString::number(seed())); });
  auto* row = new QHBoxLayout;
  row->setSpacing(8);
  row->addWidget(seed_, 1);
  row->addWidget(copy);
  const int below = grid.rowCount();
  grid.addWidget(makeLabel(tr("Seed number")), below, 0);
  grid.addLayout(row, below, 1);
  grid.addWidget(newSeed_, below + 1, 1);
}

void MoreBox::setAbilities(const Abilities& abilities) {
  velocityLabel_->setVisible(abilities.velocity);
  velocityRow_->setVisible(abilities.velocity);
  tempoLabel_->setVisible(abilities.tempoFactor);
  tempoFactor_->setVisible(abilities.tempoFactor);
}

double MoreBox::topP() const { return topP_->value(); }
void MoreBox::setTopP(double share) { topP_->setValue(share); }

Limits MoreBox::limits() const {
  Limits limits;
  limits.lowestPitch = lowest_->value();
  limits.highestPitch = highest_->value();
  if (polyphony_->value() != anyNumber) limits.polyphony = polyphony_->value();
  limits.longestRest = longestRest_->value();
  limits.lowestVelocity = softest_->value();
  limits.highestVelocity = loudest_->value();
  return limits;
}

void MoreBox::setLimits(const Limits& limits) {
  lowest_->setValue(limits.lowestPitch);
  highest_->setValue(limits.highestPitch);
  lowest_->setValue(limits.lowestPitch);
  polyphony_->setValue(limits.polyphony > mostAtOnce ? anyNumber : limits.polyphony);
  longestRest_->setValue(limits.longestRest);
  softest_->setValue(limits.lowestVelocity);
  loudest_->setValue(limits.highestVelocity);
  softest_->setValue(limits.lowestVelocity);
}

double MoreBox::tempoFactor() const { return tempoFactor_->value(); }
void MoreBox::setTempoFactor(double factor) { tempoFactor_->setValue(factor); }

std::uint64_t MoreBox::takeSeed() {
  if (newSeed_->isChecked()) seed_->setValue(freshSeed());
  return seed();
}

std::uint64_t MoreBox::seed() const { return static_cast<std::uint64_t>(seed_->value()); }

void MoreBox::setSeed(std::uint64_t seed) {
  newSeed_->setChecked(false);
  seed_->setValue(static_cast<int>(std::min<std::uint64_t>(seed, largestSeed)));
}

bool MoreBox::takesNewSeeds() const { return newSeed_->isChecked(); }
void MoreBox::setTakesNewSeeds(bool on) { newSeed_->setChecked(on); }

}  // namespace cadenza::ui
