// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <filesystem>
#include <functional>
#include <memory>

#include "core/play/sound_setup.h"
#include "ui/controllers/live_controller.h"
#include "ui/recovery/autosave.h"
#include "ui/shell/main_window.h"
#include "ui/shell/studio.h"

namespace cadenza::ui {

/// Makes what a piece is heard on; runs on a player's thread (see makeSink).
using SinkMaker = std::function<std::unique_ptr<NoteSink>(const SoundSetup&)>;

/// What all windows share; the program owns it.
struct SharedParts {
  Appearance& appearance;
  CorpusController& corpus;
  TrainingController& training;
  ListeningController& listening;
  ModelLibrary& models;
  QSettings& settings;
  Preferences& preferences;
  AudioExporter exportAudio;
  SinkMaker makeSink;
  ModelLoader loadModel;
  std::filesystem::path recoveryFolder;
  QString pictureFolder = {};
  MidiInController* midiIn = nullptr;  ///< null where nobody listens to hands
  DownloadController* downloads = nullptr;  ///< null where nothing is downloaded
};

/// A window and all that belongs to its piece alone. GUI thread.
class PieceWindow : public QObject {
  Q_OBJECT

 public:
  /// All that is shared must outlive this.
  PieceWindow(const SharedParts& shared, PlaybackController::Opening sound);

  /// Goes on with work that a program left behind when it died.
  void restore(LostPiece piece);

  Document document;
  PlaybackController playback;
  ComposingController composing;
  LiveController live;
  Autosave autosave;
  Studio studio;
  MainWindow window;

 private:
  void hearHands(const MidiInSetup& setup);
};

}  // namespace cadenza::ui
