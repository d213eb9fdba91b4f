// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transport/grid_controls.h"

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <algorithm>

#include "ui/piano_roll/piano_roll.h"
#include "ui/piano_roll/snap_choices.h"

namespace cadenza::ui {
namespace {

constexpr int noTonic = -1;
constexpr int scaleCount = static_cast<int>(Scale::Locrian) + 1;

// "E♭" of "E♭ minor", and "minor".
QString part(const Key& key, int index) {
  return QString::fromStdString(printedName(key)).section(u' ', index, index);
}

}  // namespace

SnapBox::SnapBox(PianoRoll& roll) : roll_(roll) {
  setObjectName(QStringLiteral("snap"));
  setAccessibleName(tr("Snap"));
  setToolTip(tr("Grid that notes snap to. T: triplets, a dot: dotted\nFiner: ]   Coarser: ["));
  setMaxVisibleItems(30);
  for (const auto& group : snapChoices()) {
    if (count() > 0) insertSeparator(count());
    for (const SnapChoice& choice : group) addItem(choice.name, choice.ticks);
  }
  connect(this, &QComboBox::currentIndexChanged, this,
          [this] { roll_.setSnap(currentData().toInt()); });
  connect(&roll_, &PianoRoll::snapChanged, this, &SnapBox::show);
  show(roll_.snap());
}

void SnapBox::show(int ticks) {
  const QSignalBlocker quiet(this);
  setCurrentIndex(findData(ticks));
}

KeyPicker::KeyPicker(PianoRoll& roll) : roll_(roll), tonic_(new QComboBox), scale_(new QComboBox) {
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(4);
  tonic_->setObjectName(QStringLiteral("keyTonic"));
  tonic_->setAccessibleName(tr("Key"));
  scale_->setObjectName(QStringLiteral("keyScale"));
  scale_->setAccessibleName(tr("Scale"));
  for (int i = 0; i < scaleCount; ++i) scale_->addItem(part({0, static_cast<Scale>(i)}, 1), i);
  fillTonics(Scale::Major);
  for (QComboBox* box : {tonic_, scale_}) {
    box->setToolTip(tr("Key of the piece: shades the rows, and is kept when composing"));
    layout->addWidget(box);
    connect(box, &QComboBox::activated, this, &KeyPicker::take);
  }
  connect(&roll_, &PianoRoll::keyChanged, this, &KeyPicker::show);
  show(roll_.key());
}

// Spelled as the scale's key signature has them: D♭ major, but C♯ minor.
void KeyPicker::fillTonics(Scale scale) {
  const int chosen = std::max(0, tonic_->currentIndex());
  tonic_->clear();
  tonic_->addItem(tr("No key"), noTonic);
  for (int tonic = 0; tonic < 12; ++tonic) tonic_->addItem(part({tonic, scale}, 0), tonic);
  tonic_->setCurrentIndex(chosen);
}

void KeyPicker::show(std::optional<Key> key) {
  if (key) {
    scale_->setCurrentIndex(scale_->findData(static_cast<int>(key->scale)));
    fillTonics(key->scale);
  }
  tonic_->setCurrentIndex(tonic_->findData(key ? key->tonic : noTonic));
  scale_->setEnabled(key.has_value());
}

void KeyPicker::take() {
  const int tonic = tonic_->currentData().toInt();
  if (tonic == noTonic) return roll_.setKey(std::nullopt);
  roll_.setKey(Key{tonic, static_cast<Scale>(scale_->currentData().toInt())});
}

}  // namespace cadenza::ui
