// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QSettings;

namespace cadenza::ui {

class Appearance;
class CorpusController;
class Document;
class DownloadController;
class ListeningController;
class ModelLibrary;
class PlaybackController;
class TrainingController;

/// What the pages of the Train workspace work with; all outlive them.
struct TrainingStudio {
  CorpusController& corpus;
  TrainingController& training;
  ListeningController& listening;
  ModelLibrary& models;
  Document& document;            ///< of the window
  PlaybackController& playback;  ///< of the window
  QSettings& settings;
  const Appearance& appearance;
  DownloadController* downloads = nullptr;  ///< null where nothing is downloaded
};

}  // namespace cadenza::ui
