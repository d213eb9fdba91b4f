// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include "ui/theme.h"

namespace cadenza::ui {

/// A label in one of the theme's roles ("quiet", "title", "small", "warning", or none).
[[nodiscard]] QLabel* makeLabel(const QString& text, const char* role = nullptr);
/// The same, breaking its lines.
[[nodiscard]] QLabel* makeParagraph(const QString& text, const char* role = nullptr);
/// A push button in one of the theme's roles ("primary", "candidate", "quiet", or none).
[[nodiscard]] QPushButton* makeButton(const QString& text, const char* role = nullptr);
/// A flat button that shows `action` by its icon alone and leaves the keyboard to the roll.
[[nodiscard]] QToolButton* makeToolButton(QAction* action);

/// Gives `target` (a QAction or a button) the icon `name`, renewed with the theme.
void setThemedIcon(QAction* target, const QString& name, const Appearance& appearance);
void setThemedIcon(QAbstractButton* target, const QString& name, const Appearance& appearance);

/// Sets the theme's role of a widget that is already shown.
void setRole(QWidget* widget, const char* role);

/// Digits of equal width, for figures that change while one looks.
[[nodiscard]] QFont tabularFont(int pixels);

}  // namespace cadenza::ui
