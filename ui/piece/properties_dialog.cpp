// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piece/properties_dialog.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

#include "ui/controls/form.h"
#include "ui/controls/widgets.h"

namespace cadenza::ui {

namespace {

constexpr int fieldWidth = 320;

QLineEdit* makeField(const char* name, const QString& label, const std::string& text) {
  auto* field = named(new QLineEdit(QString::fromStdString(text)), name, label);
  field->setMinimumWidth(fieldWidth);
  field->setCursorPosition(0);
  return field;
}

std::string textIn(const QLineEdit& field) { return field.text().trimmed().toStdString(); }

}  // namespace

PropertiesDialog::PropertiesDialog(const PieceProperties& properties, QWidget* parent)
    : QDialog(parent),
      given_(properties),
      title_(makeField("pieceTitle", tr("Title"), properties.title)),
      composer_(makeField("pieceComposer", tr("Composer"), properties.composer)),
      copyright_(makeField("pieceCopyright", tr("Copyright"), properties.copyright)) {
  setObjectName(QStringLiteral("pieceProperties"));
  setWindowTitle(tr("Piece properties"));
  auto* form = new QFormLayout;
  form->setHorizontalSpacing(24);
  form->setVerticalSpacing(12);
  form->setLabelAlignment(Qt::AlignRight | Qt::AlignVCenter);
  form->addRow(tr("&Title"), title_);
  form->addRow(tr("&Composer"), composer_);
  form->addRow(tr("Co&pyright"), copyright_);
  auto* note = makeParagraph(
      tr("Saved with the piece and written into MIDI files. The key is set beside the grid."),
      "quiet");
  form->addRow({}, note);

  auto* apply = makeButton(tr("OK"), "primary");
  apply->setObjectName(QStringLiteral("pieceApply"));
  apply->setDefault(true);
  auto* cancel = makeButton(tr("Cancel"));
  auto* foot = new QHBoxLayout;
  foot->addStretch();
  foot->addWidget(cancel);
  foot->addWidget(apply);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(24, 20, 24, 16);
  layout->setSpacing(20);
  layout->addLayout(form);
  layout->addLayout(foot);
  connect(apply, &QAbstractButton::clicked, this, &QDialog::accept);
  connect(cancel, &QAbstractButton::clicked, this, &QDialog::reject);
}

PieceProperties PropertiesDialog::properties() const {
  PieceProperties changed = given_;
  changed.title = textIn(*title_);
  changed.composer = textIn(*composer_);
  changed.copyright = textIn(*copyright_);
  return changed;
}

}  // namespace cadenza::ui
