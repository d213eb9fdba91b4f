// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/preferences.h"

#include <QSettings>

#include "ui/piece_file.h"
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

template <class Setup, class Visit>
void eachOfSound(Setup& sound, Visit visit) {
  visit("sound/output", sound.output);
  visit("sound/driver", sound.synth.driver);
  visit("sound/device", sound.synth.device);
  visit("sound/bufferFrames", sound.synth.bufferFrames);
  visit("sound/buffers", sound.synth.buffers);
  visit("sound/sampleRate", sound.synth.sampleRate);
  visit("sound/gain", sound.synth.gain);
  visit("sound/reverb", sound.synth.reverb);
  visit("sound/chorus", sound.synth.chorus);
  visit("sound/soundfont", sound.synth.soundfont);
  visit("midiOut/port", sound.midi.port);
  visit("midiOut/channel", sound.midi.channel);
  visit("midiOut/program", sound.midi.program);
  visit("midiOut/bank", sound.midi.bank);
  visit("midiOut/clock", sound.midi.clock);
}

template <class Setup, class Visit>
void eachOfMidiIn(Setup& midiIn, Visit visit) {
  visit("midiIn/port", midiIn.port);
  visit("midiIn/virtual", midiIn.virtualPort);
  visit("midiIn/thru", midiIn.thru);
  visit("midiIn/curve", midiIn.curve);
  visit("midiIn/latency", midiIn.latencyMs);
}

template <class Playing, class Visit>
void eachOfPlaying(Playing& playing, Visit visit) {
  visit("metronome/volume", playing.volume);
  visit("metronome/accent", playing.accent);
  visit("record/countIn", playing.countIn);
  visit("record/replaces", playing.replaces);
}

template <class Export, class Visit>
void eachOfExport(Export& audio, Visit visit) {
  visit("export/format", audio.format);
  visit("export/rate", audio.sampleRate);
  visit("export/normalise", audio.normalise);
  visit("export/quality", audio.oggQuality);
}

template <class T>
void take(const QVariant& known, T& value) {
  value = known.value<T>();
}
void take(const QVariant& known, std::string& value) { value = known.toString().toStdString(); }
void take(const QVariant& known, std::filesystem::path& value) {
  value = nativePath(known.toString());
}
void take(const QVariant& known, SoundOutput& value) {
  value = static_cast<SoundOutput>(known.toInt());
}
void take(const QVariant& known, AudioFormat& value) {
  value = audioFormatOf(known.toString().toStdString()).value_or(value);
}
void take(const QVariant& known, std::optional<int>& value) {
  value = known.toInt() < 0 ? std::nullopt : std::optional(known.toInt());
}

template <class T>
QVariant toStore(const T& value) {
  return QVariant(value);
}
QVariant toStore(const std::string& value) { return QString::fromStdString(value); }
QVariant toStore(const std::filesystem::path& value) {
  return QString::fromStdString(value.string());
}
QVariant toStore(AudioFormat value) { return QString::fromLatin1(infoOf(value).id); }
QVariant toStore(SoundOutput value) { return static_cast<int>(value); }
QVariant toStore(const std::optional<int>& value) { return value.value_or(-1); }

auto writer(QSettings& settings) {
  return [&settings](const char* key, const auto& value) {
    settings.setValue(QLatin1String(key), toStore(value));
  };
}

}  // namespace

Preferences::Preferences(QSettings& settings, QObject* parent)
    : QObject(parent), settings_(settings) {
  const auto read = [this](const char* key, auto& value) {
    const QVariant known = stored(settings_, QLatin1String(key));
    if (known.isValid()) take(known, value);
  };
  eachEditing(editing_, read);
  eachOfSound(sound_, read);
  eachOfMidiIn(midiIn_, read);
  eachOfPlaying(playing_, read);
  eachOfExport(audioExport_, read);
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
  eachEditing(editing_, writer(settings_));
  Q_EMIT editingChanged();
}

void Preferences::setSound(const SoundSetup& sound) {
  if (sound == sound_) return;
  sound_ = sound;
  eachOfSound(sound_, writer(settings_));
  Q_EMIT soundChanged();
}

void Preferences::setMidiIn(const MidiInSetup& midiIn) {
  if (midiIn == midiIn_) return;
  midiIn_ = midiIn;
  eachOfMidiIn(midiIn_, writer(settings_));
  Q_EMIT midiInChanged();
}

void Preferences::setPlaying(const PlayingPreferences& playing) {
  if (playing == playing_) return;
  playing_ = playing;
  eachOfPlaying(playing_, writer(settings_));
  Q_EMIT playingChanged();
}

void Preferences::setAudioExport(const AudioExportPreferences& audioExport) {
  if (audioExport == audioExport_) return;
  audioExport_ = audioExport;
  eachOfExport(audioExport_, writer(settings_));
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
  setSound({});
  setMidiIn({});
  setPlaying({});
  setAudioExport({});
}

}  // namespace cadenza::ui
