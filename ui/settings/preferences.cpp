// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/preferences.h"

#include <QSettings>

#include "ui/settings/stored_values.h"

namespace cadenza::ui {

namespace {

const QString beginningKey = QStringLiteral("start/with");
const QString keysGroup = QStringLiteral("keys");

QVariant stored(const QSettings& settings, const QString& key) {
  const QVariant value = settings.value(key);
  return value.isValid() && makesSense(key, value) ? value : QVariant();
}

QString keyOf(const QString& command) { return keysGroup + QChar(u'/') + command; }

// One list of all editing settings, for reading and for writing.
template <class Editing, class Visit>
void eachEditing(Editing& editing, Visit visit) {
  visit("editing/velocity", editing.velocity);
  visit("editing/length", editing.length);
  visit("editing/snap", editing.snap);
  visit("editing/allNames", editing.namesEveryRow);
  visit("editing/sounds", editing.soundsEdits);
  visit("editing/reverseWheel", editing.reversesWheel);
}

}  // namespace

Preferences::Preferences(QSettings& settings, QObject* parent)
    : QObject(parent), settings_(settings) {
  eachEditing(editing_, [this]<class T>(const char* key, T& value) {
    const QVariant known = stored(settings_, QLatin1String(key));
    if (known.isValid()) value = known.value<T>();
  });
}

Beginning Preferences::beginning() const {
  return static_cast<Beginning>(stored(settings_, beginningKey).toInt());
}

void Preferences::setBeginning(Beginning beginning) {
  if (beginning == this->beginning()) return;
  settings_.setValue(beginningKey, static_cast<int>(beginning));
  Q_EMIT beginningChanged();
}

void Preferences::setEditing(const EditingPreferences& editing) {
  if (editing == editing_) return;
  editing_ = editing;
  eachEditing(editing_, [this](const char* key, const auto& value) {
    settings_.setValue(QLatin1String(key), value);
  });
  Q_EMIT editingChanged();
}

std::optional<QList<QKeySequence>> Preferences::keys(const QString& command) const {
  const QVariant known = stored(settings_, keyOf(command));
  if (!known.isValid()) return std::nullopt;
  if (known.toString().isEmpty()) return QList<QKeySequence>();
  return QKeySequence::listFromString(known.toString(), QKeySequence::PortableText);
}

void Preferences::setKeys(const QString& command, const std::optional<QList<QKeySequence>>& keys) {
  if (keys == this->keys(command)) return;
  if (keys) {
    settings_.setValue(keyOf(command),
                       QKeySequence::listToString(*keys, QKeySequence::PortableText));
  } else {
    settings_.remove(keyOf(command));
  }
  Q_EMIT keysChanged();
}

void Preferences::resetKeys() {
  settings_.remove(keysGroup);
  Q_EMIT keysChanged();
}

void Preferences::restoreDefaults() {
  setBeginning(Beginning::Demo);
  setEditing({});
}

}  // namespace cadenza::ui
