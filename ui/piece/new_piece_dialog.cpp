// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piece/new_piece_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSpinBox>
#include <algorithm>
#include <cstdint>
#include <initializer_list>

#include "core/score/edits.h"
#include "core/score/tempo_edits.h"
#include "ui/controls/decimal_field.h"
#include "ui/controls/form.h"
#include "ui/controls/widgets.h"

namespace cadenza::ui {
namespace {

constexpr int fieldWidth = 240;
constexpr int mostBeats = 32;

QComboBox* makeKeys(const std::optional<Key>& chosen) {
  auto* box = named(new QComboBox, "newKey", NewPieceDialog::tr("Key"));
  box->addItem(NewPieceDialog::tr("None"));
  for (const Scale scale : {Scale::Major, Scale::Minor}) {
    for (int tonic = 0; tonic < 12; ++tonic) {
      const Key key{tonic, scale};
      box->addItem(QString::fromStdString(printedName(key)), QString::fromStdString(name(key)));
    }
  }
  if (chosen) {
    box->setCurrentIndex(std::max(0, box->findData(QString::fromStdString(name(*chosen)))));
  }
  return box;
}

}  // namespace

NewPieceDialog::NewPieceDialog(const Score& current, std::optional<Key> key, QWidget* parent)
    : QDialog(parent), current_(current) {
  setObjectName(QStringLiteral("newPiece"));
  setWindowTitle(tr("New piece"));
  makeFields(key);
  layOut();
}

void NewPieceDialog::makeFields(std::optional<Key> key) {
  title_ = named(new QLineEdit, "newTitle", tr("Title"));
  tempo_ = named(new DecimalField, "newTempo", tr("Tempo (quarters a minute)"));
  tempo_->setRange(slowestTempo, fastestTempo);
  tempo_->setDecimals(1);
  tempo_->setValue(current_.tempo().changeAt(0).quartersPerMinute());
  const TimeSignature signature = current_.meter().signatureAt(0);
  beats_ = named(new QSpinBox, "newBeats", tr("Beats in a bar"));
  beats_->setRange(1, mostBeats);
  beats_->setValue(signature.numerator);
  unit_ = named(new QComboBox, "newUnit", tr("Beat unit"));
  for (const int value : {1, 2, 4, 8, 16, 32}) unit_->addItem(QString::number(value), value);
  unit_->setCurrentIndex(std::max(0, unit_->findData(int{signature.denominator})));
  key_ = makeKeys(key);
  likeThis_ = new QCheckBox(tr("Copy all tempo and time signature changes of the current piece"));
  likeThis_->setObjectName(QStringLiteral("newLikeThis"));
  const bool hasMore =
      current_.tempo().changes().size() > 1 || current_.meter().signatures().size() > 1;
  likeThis_->setVisible(hasMore);
  connect(likeThis_, &QCheckBox::toggled, this, [this](bool like) {
    for (QWidget* field : std::initializer_list<QWidget*>{tempo_, beats_, unit_}) {
      field->setEnabled(!like);
    }
  });
}

void NewPieceDialog::layOut() {
  title_->setFixedWidth(fieldWidth);
  key_->setFixedWidth(fieldWidth);
  tempo_->setFixedWidth(fieldWidth / 2);
  auto* meter = new QHBoxLayout;
  meter->setSpacing(8);
  meter->addWidget(beats_);
  meter->addWidget(makeLabel(QStringLiteral("/")));
  meter->addWidget(unit_);
  meter->addStretch();
  QFormLayout* form = makeDialogForm();
  form->addRow(tr("&Title"), title_);
  form->addRow(tr("T&empo (♩ a minute)"), tempo_);
  form->addRow(tr("Time signature"), meter);
  form->addRow(tr("&Key"), key_);
  form->addRow({}, likeThis_);
  auto* make = makeButton(tr("Create"), "primary");
  make->setObjectName(QStringLiteral("newProceed"));
  layOutDialog(*this, form, make);
  connect(make, &QAbstractButton::clicked, this, &QDialog::accept);
}

Score NewPieceDialog::score() const {
  ScoreItems items;
  if (likeThis_->isChecked()) {
    items.tempo = current_.tempo().changes();
    items.meter = current_.meter().signatures();
    return Score(std::move(items));
  }
  items.meter = {{0, static_cast<std::uint8_t>(beats_->value()),
                  static_cast<std::uint8_t>(unit_->currentData().toInt())}};
  Score score(std::move(items));
  score.apply(score.completed(setTempo(score, tempo_->value())));
  return score;
}

Project NewPieceDialog::beginning() const {
  Project project;
  project.score = score();
  project.properties.title = title_->text().trimmed().toStdString();
  if (const QString key = key_->currentData().toString(); !key.isEmpty()) {
    project.properties.key = parseKey(key.toStdString());
  }
  return project;
}

}  // namespace cadenza::ui
