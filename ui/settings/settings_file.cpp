// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settings_file.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStringDecoder>
#include <algorithm>

#include "ui/settings/stored_values.h"

namespace cadenza::ui {

namespace {

constexpr qint64 largestFile = 16 << 20;  // ours have a few kilobytes

QString words(const char* text) { return QCoreApplication::translate("Settings", text); }

// A name beside `path` that nothing has.
QString nameAside(const QString& path) {
  for (int number = 1;; ++number) {
    const QString name = number == 1 ? path + QStringLiteral(".broken")
                                     : QStringLiteral("%1.broken%2").arg(path).arg(number);
    if (!QFileInfo::exists(name)) return name;
  }
}

// QSettings reads nearly anything without complaint; its own files are clean text.
bool isCleanText(const QByteArray& bytes) {
  QStringDecoder decoder(QStringDecoder::Utf8);
  const QString text = decoder(bytes);
  return !decoder.hasError() && std::all_of(text.begin(), text.end(), [](QChar c) {
    return c.unicode() >= 0x20 || c == QChar(u'\n') || c == QChar(u'\r') || c == QChar(u'\t');
  });
}

// A heading, a remark, a value, or nothing; the program writes each value on one line.
bool isSettingsLine(const QByteArray& line) {
  const QByteArray text = line.trimmed();
  return text.isEmpty() || text.startsWith(';') || text.startsWith('#') || text.contains('=') ||
         (text.startsWith('[') && text.endsWith(']'));
}

bool isSettingsText(const QByteArray& bytes) {
  const QList<QByteArray> lines = bytes.split('\n');
  return isCleanText(bytes) && std::all_of(lines.begin(), lines.end(), isSettingsLine);
}

bool isSettingsFile(const QString& path) {
  QFile file(path);
  if (QFileInfo(path).isDir() || !file.open(QIODevice::ReadOnly)) return false;
  if (file.size() > largestFile || !isSettingsText(file.readAll())) return false;
  return QSettings(path, QSettings::IniFormat).status() == QSettings::NoError;
}

QString dropSenseless(QSettings& settings, const QString& path) {
  const QStringList senseless = senselessKeys(settings);
  if (senseless.isEmpty()) return {};
  const QString aside = nameAside(path);
  const bool kept = QFile::copy(path, aside);
  for (const QString& key : senseless) settings.remove(key);
  const QString which = senseless.mid(0, 3).join(QStringLiteral(", "));
  return (kept ? words("Settings that made no sense are the default ones now (%1). "
                       "The file as it was: %2.")
                     .arg(which, QFileInfo(aside).fileName())
               : words("Settings that made no sense are the default ones now (%1).").arg(which));
}

}  // namespace

QString settingsPath() {
  return QSettings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("cadenza"),
                   QStringLiteral("cadenza"))
             .fileName()
             .chopped(4) +
         QStringLiteral(".conf");
}

OpenedSettings openSettings(const QString& path) {
  QString notice;
  if (QFileInfo::exists(path) && !isSettingsFile(path)) {
    const QString aside = nameAside(path);
    notice = QFile::rename(path, aside)
                 ? words(
                       "The settings could not be read and are the default ones now. "
                       "The old file is kept as %1.")
                       .arg(QDir::toNativeSeparators(aside))
                 : words("The settings in %1 can't be read; the default ones are used.")
                       .arg(QDir::toNativeSeparators(path));
  }
  auto settings = std::make_unique<QSettings>(path, QSettings::IniFormat);
  settings->setFallbacksEnabled(false);
  const QString dropped = dropSenseless(*settings, path);
  if (notice.isEmpty()) notice = dropped;
  if (notice.isEmpty() && !settings->isWritable()) {
    notice = words("Settings can't be written to %1; they last until the program ends.")
                 .arg(QDir::toNativeSeparators(QFileInfo(path).absolutePath()));
  }
  return {std::move(settings), notice};
}

}  // namespace cadenza::ui
