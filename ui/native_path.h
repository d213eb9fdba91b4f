// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>
#include <filesystem>

namespace cadenza::ui {

// A QString can't hold a file name whose bytes are not UTF-8: Qt puts U+FFFD in the place of each
// wrong byte. These functions find the file all the same.

/// `path` for core. A part with U+FFFD that no file is called becomes the name in its folder that
/// Qt shows like it. Where Qt shows more than one name like it, it stays as it is, so that reading
/// fails with NotFound and writing replaces none of them. Any thread; may look into folders.
[[nodiscard]] std::filesystem::path nativePath(const QString& path);
/// `path` as Qt shows it.
[[nodiscard]] QString pathText(const std::filesystem::path& path);
/// The name of the file for a sentence or a title: without its folder; a long one is shortened in
/// its middle.
[[nodiscard]] QString shownName(const QString& path);
/// The path of a local file, as Qt shows it; empty for other addresses.
[[nodiscard]] QString localPath(const QUrl& url);

}  // namespace cadenza::ui
