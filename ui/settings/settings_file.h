// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSettings>
#include <QString>
#include <memory>

namespace cadenza::ui {

struct OpenedSettings {
  std::unique_ptr<QSettings> settings;  ///< never null
  QString notice;                       ///< a sentence for the user when something was wrong
};

/// The file of the user's settings where the system keeps such files.
[[nodiscard]] QString settingsPath();

/// Opens the INI file at `path`. One that can't be read or is no settings file is kept beside it as
/// "NAME.broken" (with a number when that is taken) and all settings are the default ones. Values
/// that make no sense (see senselessKeys) are dropped, and a copy of the file as it was is kept in
/// the same way. Where nothing can be written, settings last as long as the program runs. The
/// notice says which of these it was.
[[nodiscard]] OpenedSettings openSettings(const QString& path);

}  // namespace cadenza::ui
