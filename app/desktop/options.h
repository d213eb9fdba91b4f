// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>
#include <QString>
#include <QStringList>
#include <optional>
#include <variant>

#include "ui/shell/main_window.h"

namespace cadenza {

/// What the command line asks of the desktop program.
struct DesktopOptions {
  QStringList files;  ///< one window each
  QString snapshot;   ///< a PNG to draw the window into instead of showing it
  std::optional<ui::Workspace> workspace;
  std::optional<ui::ThemeChoice> theme;
  std::optional<QSize> size;
};

/// Reads the arguments (the program's name first). Answers the help or version text, or a sentence
/// that says what is wrong, where there are no options to go on with.
struct OptionsText {
  QString text;
  bool isError = false;
};
[[nodiscard]] std::variant<DesktopOptions, OptionsText> readOptions(const QStringList& arguments);

}  // namespace cadenza
