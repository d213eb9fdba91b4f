// SPDX-License-Identifier: GPL-3.0-or-later
// A screen reader has a word for everything that the keyboard can reach.
#include <QAction>
#include <QLineEdit>
#include <QTabWidget>
#include <QToolButton>

#include "ui/shell/command_palette.h"
#include "ui/shell/preferences_dialog.h"
#include "ui/shell/shortcut_sheet.h"
#include "window_fixture.h"

namespace cadenza::ui {
namespace {

QString wordFor(const QWidget& widget) {
  if (!widget.accessibleName().isEmpty()) return widget.accessibleName();
  if (const auto* button = qobject_cast<const QAbstractButton*>(&widget)) {
    if (!button->text().isEmpty()) return button->text();
    const auto* tool = qobject_cast<const QToolButton*>(button);
    return tool && tool->defaultAction() ? tool->defaultAction()->text() : QString();
  }
  return {};
}

// The inner parts of Qt's own controls are spoken for by the control.
bool isPartOfAnother(const QWidget& widget) {
  const QWidget* parent = widget.parentWidget();
  if (widget.objectName().startsWith("qt_")) return true;
  return parent && (parent->inherits("QAbstractSpinBox") || parent->inherits("QComboBox") ||
                    parent->inherits("QComboBoxPrivateContainer") ||
                    parent->inherits("QLineEdit") || parent->inherits("QHeaderView"));
}

void expectNames(const QWidget& root) {
  for (const QWidget* widget : root.findChildren<QWidget*>()) {
    if (widget->focusPolicy() == Qt::NoFocus || isPartOfAnother(*widget)) continue;
    EXPECT_FALSE(wordFor(*widget).isEmpty())
        << widget->metaObject()->className() << " " << widget->objectName().toStdString() << " in "
        << (widget->parentWidget() ? widget->parentWidget()->metaObject()->className() : "nothing")
        << " of " << root.objectName().toStdString();
  }
}

class AccessibleNamesTest : public WindowTest {};

TEST_F(AccessibleNamesTest, OfTheWindowInBothWorkspaces) {
  window.actions().history->trigger();
  expectNames(window);
}

TEST_F(AccessibleNamesTest, OfThePreferences) {
  window.actions().preferences->trigger();
  expectNames(*window.findChild<PreferencesDialog*>());
}

TEST_F(AccessibleNamesTest, OfThePaletteAndTheSheet) {
  window.actions().palette->trigger();
  expectNames(*window.findChild<CommandPalette*>());
  window.actions().shortcuts->trigger();
  expectNames(*window.findChild<ShortcutSheet*>());
}

}  // namespace
}  // namespace cadenza::ui
