// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessible>
#include <QPointer>

#include "ui/piano_roll/roll_accessibility.h"

namespace cadenza::ui {

/// One note (or the empty place under the note cursor) for screen readers: its name says all of it,
/// pressing it selects it. Owned by Qt's table of interfaces; valid until the notes change.
class NoteItemAccessible : public QAccessibleInterface, public QAccessibleActionInterface {
 public:
  NoteItemAccessible(NoteArea* area, int index) : area_(area), index_(index) {}

  [[nodiscard]] int index() const { return index_; }
  [[nodiscard]] NoteListAccessible* list() const;

  bool isValid() const override;
  QObject* object() const override { return nullptr; }
  QAccessibleInterface* parent() const override;
  QAccessibleInterface* child(int) const override { return nullptr; }
  QAccessibleInterface* childAt(int, int) const override { return nullptr; }
  int childCount() const override { return 0; }
  int indexOfChild(const QAccessibleInterface*) const override { return -1; }
  QWindow* window() const override;
  QAccessible::Role role() const override { return QAccessible::ListItem; }
  QAccessible::State state() const override;
  QRect rect() const override;
  QString text(QAccessible::Text kind) const override;
  void setText(QAccessible::Text, const QString&) override {}
  void* interface_cast(QAccessible::InterfaceType type) override;

  /// Press selects, the other adds to or takes from the selection, focus brings the note cursor.
  QStringList actionNames() const override;
  void doAction(const QString& name) override;
  QStringList keyBindingsForAction(const QString&) const override { return {}; }

 private:
  [[nodiscard]] Note shape() const;

  QPointer<NoteArea> area_;
  int index_;
};

}  // namespace cadenza::ui
