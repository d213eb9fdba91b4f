// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFormLayout>
#include <QString>

class QDialog;
class QPushButton;

namespace cadenza::ui {

/// Rows of named fields, the names at the right of their column.
[[nodiscard]] QFormLayout* makeForm(QWidget* page, int top, int spacing);

/// The rows of a dialog: names at the right of their column, fields of any width.
[[nodiscard]] QFormLayout* makeDialogForm();
/// Lays out `dialog`: the form, and below it Cancel and `proceed`, which Return presses. Cancel
/// rejects; what `proceed` does is for the caller to connect.
void layOutDialog(QDialog& dialog, QFormLayout* form, QPushButton* proceed);

/// The same field, found by tests under `objectName` and read out as `accessibleName`.
template <class Field>
Field* named(Field* field, const char* objectName, const QString& accessibleName) {
  field->setObjectName(QString::fromLatin1(objectName));
  field->setAccessibleName(accessibleName);
  return field;
}

}  // namespace cadenza::ui
