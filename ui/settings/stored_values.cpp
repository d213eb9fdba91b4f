// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/stored_values.h"

#include <QKeySequence>
#include <QSettings>
#include <cmath>
#include <functional>
#include <utility>

#include "ui/theme.h"

namespace cadenza::ui {

namespace {

using Check = std::function<bool(const QVariant&)>;

// INI files keep all plain values as text.
bool isText(const QVariant& value) { return value.typeId() == QMetaType::QString; }

bool isFlag(const QVariant& value) {
  const QString text = value.toString();
  return value.typeId() == QMetaType::Bool ||
         (isText(value) && (text == QLatin1String("true") || text == QLatin1String("false")));
}

Check number(double low, double high) {
  return [=](const QVariant& value) {
    bool fine = false;
    const double x = value.toDouble(&fine);
    return fine && std::isfinite(x) && x >= low && x <= high;
  };
}

Check whole(int low, int high) {
  return [=](const QVariant& value) {
    bool fine = false;
    const int x = value.toInt(&fine);
    return fine && x >= low && x <= high;
  };
}

bool isBytes(const QVariant& value) {
  return value.typeId() == QMetaType::QByteArray && !value.toByteArray().isEmpty();
}

bool isWords(const QVariant& value) {
  return isText(value) || value.typeId() == QMetaType::QStringList ||
         (value.typeId() == QMetaType::QVariantList) || !value.isValid();
}

bool isKeys(const QVariant& value) {
  if (!isText(value)) return false;
  if (value.toString().isEmpty()) return true;
  const auto keys = QKeySequence::listFromString(value.toString(), QKeySequence::PortableText);
  for (const QKeySequence& key : keys) {
    if (key.isEmpty()) return false;
    for (int i = 0; i < key.count(); ++i) {
      if (key[static_cast<uint>(i)].key() == Qt::Key_unknown) return false;
    }
  }
  return true;
}

Check checkFor(const QString& key) {
  static const std::pair<const char*, Check> checks[] = {
      {"window/theme", whole(0, 2)},
      {"window/textSize", whole(smallestText, largestText)},
      {"window/workspace", whole(0, 1)},
      {"window/geometry", isBytes},
      {"window/state", isBytes},
      {"play/follow", isFlag},
      {"play/metronome", isFlag},
      {"start/with", whole(0, 2)},
      {"editing/velocity", whole(1, 127)},
      {"editing/length", whole(1, 1 << 20)},
      {"editing/snap", whole(-1, 1 << 20)},
      {"editing/allNames", isFlag},
      {"editing/sounds", isFlag},
      {"editing/reverseWheel", isFlag},
      {"sound/output", whole(0, 1)},
      {"sound/driver", isText},
      {"sound/device", isText},
      {"sound/bufferFrames", whole(0, 8192)},
      {"sound/buffers", whole(0, 64)},
      {"sound/sampleRate", number(8'000, 96'000)},
      {"sound/gain", number(0, 10)},
      {"sound/reverb", number(0, 1)},
      {"sound/chorus", number(0, 1)},
      {"sound/soundfont", isText},
      {"midiOut/port", isText},
      {"midiOut/channel", whole(0, 15)},
      {"midiOut/program", whole(-1, 127)},
      {"midiOut/bank", whole(-1, 16'383)},
      {"midiOut/clock", isFlag},
      {"midiIn/port", isText},
      {"midiIn/virtual", isFlag},
      {"midiIn/thru", isFlag},
      {"midiIn/curve", number(-1, 1)},
      {"midiIn/latency", number(-500, 500)},
      {"metronome/volume", whole(0, 100)},
      {"metronome/accent", isFlag},
      {"record/countIn", whole(0, 4)},
      {"record/replaces", isFlag},
      {"export/format", isText},
      {"export/rate", whole(8'000, 96'000)},
      {"export/normalise", isFlag},
      {"export/quality", number(0, 1)},
      {"compose/bars", number(1, 64)},
      {"compose/temperature", number(0.1, 2)},
      {"compose/topP", number(0.05, 1)},
      {"compose/model", isText},
      {"compose/settings", isText},
      {"compose/playsAtOnce", isFlag},
      {"export/midiType", whole(0, 1)},
      {"files/recent", isWords},
      {"files/folder", isText},
      {"palette/recent", isWords},
      {"corpus/places", isWords},
      {"corpus/leftOut", isText},
      {"corpus/validationShare", number(0, 0.9)},
      {"corpus/licence", isText},
  };
  for (const auto& [name, check] : checks) {
    if (key == QLatin1String(name)) return check;
  }
  if (key.startsWith(QLatin1String("docks/"))) return isFlag;
  if (key.startsWith(QLatin1String("keys/"))) return isKeys;
  return {};
}

}  // namespace

bool makesSense(const QString& key, const QVariant& value) {
  const Check check = checkFor(key);
  return !check || check(value);
}

QStringList senselessKeys(const QSettings& settings) {
  QStringList senseless;
  for (const QString& key : settings.allKeys()) {
    if (!makesSense(key, settings.value(key))) senseless << key;
  }
  return senseless;
}

}  // namespace cadenza::ui
