// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/key_choice.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QStringList>
#include <QVBoxLayout>
#include <utility>

#include "ui/controls/form.h"
#include "ui/controls/widgets.h"

namespace cadenza::ui {
namespace {

constexpr int anyKey = -1;
constexpr int fromPiece = -2;

QComboBox* makeTonics() {
  static const QStringList tonics{QStringLiteral("C"),  QStringLiteral("C♯"), QStringLiteral("D"),
                                  QStringLiteral("E♭"), QStringLiteral("E"),  QStringLiteral("F"),
                                  QStringLiteral("F♯"), QStringLiteral("G"),  QStringLiteral("A♭"),
                                  QStringLiteral("A"),  QStringLiteral("B♭"), QStringLiteral("B")};
  auto* box = named(new QComboBox, "composeTonic", KeyChoice::tr("Key"));
  box->addItem(KeyChoice::tr("Any key"), anyKey);
  box->addItem(KeyChoice::tr("Key of the piece"), fromPiece);
  for (int i = 0; i < tonics.size(); ++i) box->addItem(tonics[i], i);
  return box;
}

QComboBox* makeScales() {
  auto* box = named(new QComboBox, "composeScale", KeyChoice::tr("Scale"));
  const QStringList scales{KeyChoice::tr("major"),  KeyChoice::tr("minor"),
                           KeyChoice::tr("dorian"), KeyChoice::tr("phrygian"),
                           KeyChoice::tr("lydian"), KeyChoice::tr("mixolydian"),
                           KeyChoice::tr("locrian")};
  for (int i = 0; i < scales.size(); ++i) box->addItem(scales[i], i);
  return box;
}

}  // namespace

KeyChoice::KeyChoice(QWidget* parent)
    : QWidget(parent), tonic_(makeTonics()), scale_(makeScales()), estimateText_(makeLabel({})) {
  estimateText_->setObjectName(QStringLiteral("composeEstimate"));
  auto* row = new QHBoxLayout;
  row->setSpacing(8);
  row->addWidget(tonic_, 1);
  row->addWidget(scale_, 1);
  row->addWidget(estimateText_, 1);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(4);
  layout->addWidget(makeLabel(tr("Key")));
  layout->addLayout(row);
  followPiece();
  connect(tonic_, &QComboBox::currentIndexChanged, this, &KeyChoice::pick);
  connect(scale_, &QComboBox::currentIndexChanged, this, &KeyChoice::pick);
  change();
}

void KeyChoice::pick() {
  change();
  if (followsPiece()) return;
  if (const auto chosen = key()) Q_EMIT picked(*chosen);
}

void KeyChoice::change() {
  scale_->setVisible(!followsPiece());
  scale_->setEnabled(tonic_->currentData().toInt() >= 0);
  estimateText_->setVisible(followsPiece());
  const std::optional<Key> kept = key();
  estimateText_->setText(
      !kept       ? tr("not clear yet")
      : pieceKey_ ? QString::fromStdString(printedName(*kept))
                  : tr("%1 (estimated)").arg(QString::fromStdString(printedName(*kept))));
  Q_EMIT keyChanged(kept);
}

bool KeyChoice::followsPiece() const { return tonic_->currentData().toInt() == fromPiece; }

void KeyChoice::followPiece() { tonic_->setCurrentIndex(tonic_->findData(fromPiece)); }

std::optional<Key> KeyChoice::key() const {
  if (followsPiece()) return pieceKey_ ? pieceKey_ : estimate_;
  const int tonic = tonic_->currentData().toInt();
  if (tonic < 0) return std::nullopt;
  return Key{tonic, static_cast<Scale>(scale_->currentData().toInt())};
}

void KeyChoice::setKey(std::optional<Key> wanted) {
  if (wanted == key()) return;
  {
    const QSignalBlocker quietTonic(tonic_);
    const QSignalBlocker quietScale(scale_);
    if (wanted) scale_->setCurrentIndex(scale_->findData(static_cast<int>(wanted->scale)));
    tonic_->setCurrentIndex(tonic_->findData(wanted ? wanted->tonic : anyKey));
  }
  change();
}

void KeyChoice::followEdit(std::optional<Key> pieceKey) {
  if (std::exchange(pieceKey_, pieceKey) == pieceKey) return;
  if (followsPiece()) return change();
  setKey(pieceKey);
}

void KeyChoice::startPiece(std::optional<Key> pieceKey) {
  pieceKey_ = pieceKey;
  if (followsPiece()) return change();
  followPiece();
}

void KeyChoice::setEstimate(std::optional<Key> estimate) {
  if (std::exchange(estimate_, estimate) != estimate && followsPiece()) change();
}

}  // namespace cadenza::ui
