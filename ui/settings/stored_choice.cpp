// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/stored_choice.h"

#include <QSettings>
#include <QStringList>
#include <algorithm>

#include "ui/native_path.h"

namespace cadenza::ui {

namespace {

constexpr int hashBase = 36;

QString key(const char* name) { return QStringLiteral("corpus/") + QLatin1String(name); }

}  // namespace

CorpusChoice storedChoice(const QSettings& settings) {
  CorpusChoice choice;
  for (const QString& place : settings.value(key("places")).toStringList()) {
    if (place.startsWith('/')) {
      choice.places.push_back(nativePath(place));
    }
  }
  const QString leftOut = settings.value(key("leftOut")).toString();
  for (const QString& text : leftOut.split(' ', Qt::SkipEmptyParts)) {
    bool fine = false;
    const std::uint64_t hash = text.toULongLong(&fine, hashBase);
    if (fine) choice.leftOut.push_back(hash);
  }
  std::ranges::sort(choice.leftOut);
  const auto repeated = std::ranges::unique(choice.leftOut);
  choice.leftOut.erase(repeated.begin(), repeated.end());
  choice.validationShare =
      settings.value(key("validationShare"), choice.validationShare).toDouble();
  choice.licence = settings.value(key("licence")).toString().toStdString();
  return choice;
}

void storeChoice(QSettings& settings, const CorpusChoice& choice) {
  QStringList places;
  for (const auto& place : choice.places) places += pathText(place);
  QStringList leftOut;
  for (const std::uint64_t hash : choice.leftOut) {
    leftOut += QString::number(quint64{hash}, hashBase);
  }
  settings.setValue(key("places"), places);
  settings.setValue(key("leftOut"), leftOut.join(' '));
  settings.setValue(key("validationShare"), choice.validationShare);
  settings.setValue(key("licence"), QString::fromStdString(choice.licence));
}

}  // namespace cadenza::ui
