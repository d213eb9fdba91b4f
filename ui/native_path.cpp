// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/native_path.h"

#include <QByteArray>
#include <QFile>
#include <QFileInfo>
#include <optional>
#include <system_error>

namespace cadenza::ui {

namespace {

namespace fs = std::filesystem;

fs::path utf8Path(const QString& path) { return path.toUtf8().toStdString(); }

bool hasEntry(const fs::path& path) {
  std::error_code unknown;
  return fs::exists(fs::symlink_status(path, unknown));
}

// What is in `folder` and shown as `name`; `folder / name` where nothing is, or more than one
// entry.
fs::path entryShownAs(const fs::path& folder, const QString& name) {
  const fs::path plain = folder / utf8Path(name);
  if (!name.contains(QChar::ReplacementCharacter) || hasEntry(plain)) return plain;
  std::optional<fs::path> found;
  std::error_code failed;
  for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end;
       entry.increment(failed)) {
    if (pathText(entry->path().filename()) != name) continue;
    if (found) return plain;
    found = entry->path();
  }
  return found.value_or(plain);
}

}  // namespace

fs::path nativePath(const QString& path) {
  const fs::path plain = utf8Path(path);
  if (!path.contains(QChar::ReplacementCharacter) || hasEntry(plain)) return plain;
  fs::path found = path.startsWith(QChar(u'/')) ? "/" : ".";
  for (const QString& part : path.split(QChar(u'/'), Qt::SkipEmptyParts)) {
    found = entryShownAs(found, part);
  }
  return found;
}

QString pathText(const fs::path& path) { return QFile::decodeName(path.c_str()); }

QString shownName(const QString& path) {
  constexpr qsizetype longest = 60;  // characters
  const QString name = QFileInfo(path).fileName();
  if (name.size() <= longest) return name;
  const qsizetype half = longest / 2;
  return name.left(half) + QChar(u'…') + name.right(half);
}

QString localPath(const QUrl& url) {
  if (!url.isLocalFile()) return {};
  const QByteArray encoded = url.path(QUrl::FullyEncoded).toLatin1();
  return QFile::decodeName(QByteArray::fromPercentEncoding(encoded));
}

}  // namespace cadenza::ui
