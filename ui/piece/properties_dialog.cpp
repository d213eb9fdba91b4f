// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piece/properties_dialog.h"

#include <QFormLayout>
#include <QLineEdit>

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
  QFormLayout* form = makeDialogForm();
  form->addRow(tr("&Title"), title_);
  form->addRow(tr("&Composer"), composer_);
  form->addRow(tr("Co&pyright"), copyright_);
  auto* note = makeParagraph(
      tr("Saved with the piece and written into MIDI files. The key is set beside the grid."),
      "quiet");
  form->addRow({}, note);

  auto* apply = makeButton(tr("OK"), "primary");
  apply->setObjectName(QStringLiteral("pieceApply"));
  layOutDialog(*this, form, apply);
  connect(apply, &QAbstractButton::clicked, this, &QDialog::accept);
}

PieceProperties PropertiesDialog::properties() const {
  PieceProperties changed = given_;
  changed.title = textIn(*title_);
  changed.composer = textIn(*composer_);
  changed.copyright = textIn(*copyright_);
  return changed;
}

}  // namespace cadenza::ui
