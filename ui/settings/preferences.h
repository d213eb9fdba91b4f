// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QList>
#include <QObject>
#include <optional>

#include "core/play/audio_file.h"
#include "core/play/sound_setup.h"
#include "core/score/note.h"

class QSettings;

namespace cadenza::ui {

/// What the program shows when it starts without a file.
enum class Beginning { Demo, Empty, LastPiece };

/// How the piano roll answers hands.
struct EditingPreferences {
  int velocity = 80;                  ///< of the first drawn note, 1 to 127
  Tick length = ticksPerQuarter / 2;  ///< of the first drawn note
  Tick snap = ticksPerQuarter / 4;    ///< of a new window; 0 is free, -1 follows the zoom
  bool namesEveryRow = false;         ///< else each C, and white keys where there is room
  bool soundsEdits = true;            ///< drawn, moved and chosen notes are heard
  bool reversesWheel = false;

  bool operator==(const EditingPreferences&) const = default;
};

/// What goes along with playing and recording.
struct PlayingPreferences {
  int volume = 80;        ///< of the metronome, percent
  bool accent = true;     ///< the first beat of a bar is told apart
  int countIn = 1;        ///< bars before a recording, 0 to 4
  bool replaces = false;  ///< a recording takes the place of what it goes over, else joins it

  bool operator==(const PlayingPreferences&) const = default;
};

/// How audio was exported last.
struct AudioExportPreferences {
  AudioFormat format = AudioFormat::Wav16;
  int sampleRate = 44'100;
  bool normalise = true;
  double oggQuality = 0.6;  ///< 0 to 1

  bool operator==(const AudioExportPreferences&) const = default;
};

/// What the user prefers, shared by all windows of the program: reads and writes the settings, and
/// tells whoever shows it. What is stored badly reads as its default. GUI thread.
class Preferences : public QObject {
  Q_OBJECT

 public:
  /// `settings` must outlive this.
  explicit Preferences(QSettings& settings, QObject* parent = nullptr);

  [[nodiscard]] Beginning beginning() const;
  void setBeginning(Beginning beginning);

  [[nodiscard]] const EditingPreferences& editing() const { return editing_; }
  void setEditing(const EditingPreferences& editing);

  /// Where pieces are heard.
  [[nodiscard]] const SoundSetup& sound() const { return sound_; }
  void setSound(const SoundSetup& sound);

  /// What the user plays on.
  [[nodiscard]] const MidiInSetup& midiIn() const { return midiIn_; }
  void setMidiIn(const MidiInSetup& midiIn);

  [[nodiscard]] const PlayingPreferences& playing() const { return playing_; }
  void setPlaying(const PlayingPreferences& playing);

  [[nodiscard]] const AudioExportPreferences& audioExport() const { return audioExport_; }
  void setAudioExport(const AudioExportPreferences& audioExport);

  /// Where unsaved work is kept; not the user's to choose, but to know.
  [[nodiscard]] const QString& recoveryFolder() const { return recoveryFolder_; }
  void setRecoveryFolder(const QString& folder) { recoveryFolder_ = folder; }

  /// The keys that the user gave the command, perhaps none; nothing where it has its default ones.
  [[nodiscard]] std::optional<QList<QKeySequence>> keys(const QString& command) const;
  void setKeys(const QString& command, const std::optional<QList<QKeySequence>>& keys);
  void resetKeys();

  /// Everything but the keys as it was at first.
  void restoreDefaults();

 Q_SIGNALS:
  void beginningChanged();
  void editingChanged();
  void soundChanged();
  void midiInChanged();
  void playingChanged();
  void keysChanged();

 private:
  QSettings& settings_;
  EditingPreferences editing_;
  SoundSetup sound_;
  MidiInSetup midiIn_;
  PlayingPreferences playing_;
  AudioExportPreferences audioExport_;
  QString recoveryFolder_;
};

}  // namespace cadenza::ui
