// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>

#include "core/play/audio_export.h"
#include "ui/controllers/composing_controller.h"
#include "ui/controllers/corpus_controller.h"
#include "ui/controllers/listening_controller.h"
#include "ui/controllers/model_library.h"
#include "ui/controllers/playback_controller.h"
#include "ui/controllers/training_controller.h"
#include "ui/document.h"
#include "ui/theme.h"

class QSettings;

namespace cadenza::ui {

class DownloadController;
class LiveController;
class MidiInController;
class Preferences;

/// Renders a score to an audio file; runs off the GUI thread (see exportAudio).
using AudioExporter = std::function<Result<RenderedAudio>(
    const Score&, const std::filesystem::path&, const AudioExportOptions&,
    const std::function<void(double)>& progress, std::stop_token)>;

/// What the main window works with. Built and owned by the program (or a test), and outlives the
/// window.
struct Studio {
  Appearance& appearance;
  Document& document;
  PlaybackController& playback;
  ComposingController& composing;
  CorpusController& corpus;
  TrainingController& training;
  ListeningController& listening;
  ModelLibrary& models;
  QSettings& settings;
  Preferences& preferences;
  AudioExporter exportAudio;
  QString pictureFolder = {};          ///< for pictures of recent pieces; empty: none are kept
  MidiInController* midiIn = nullptr;  ///< null where nobody listens to hands
  LiveController* live = nullptr;      ///< null where no live music is made
  DownloadController* downloads = nullptr;  ///< null where nothing is downloaded
};

}  // namespace cadenza::ui
