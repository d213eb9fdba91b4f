// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>
#include <filesystem>
#include <vector>

#include "core/play/fluid_drivers.h"
#include "core/play/soundfont.h"
#include "ui/controllers/background.h"

class QComboBox;
class QFormLayout;
class QLabel;

namespace cadenza::ui {

class Appearance;
class LabelledSlider;
class PlaybackController;
class Preferences;
class SoundfontChooser;

/// The page of the preferences on Cadenza's own piano: device, buffers, soundfont, loudness and
/// room, a chord to try them by, and what comes of it all. Everything works at once. GUI thread.
class SoundPage : public QWidget {
  Q_OBJECT

 public:
  struct Parts {
    Preferences& preferences;
    PlaybackController& playback;  ///< of the window whose sound is told and tried
    const Appearance& appearance;
  };

  /// All must outlive the page.
  explicit SoundPage(const Parts& parts);
  ~SoundPage() override;

 private:
  // What takes a moment to find out.
  struct Found {
    std::vector<SoundDriver> drivers;
    std::vector<SoundfontEntry> fonts;
    std::filesystem::path piano;  // the default one, if any
  };

  void makeDevice(QFormLayout& form);
  void makePiano(QFormLayout& form);
  void connectFields();
  void search();
  void display();
  void displayDevices();
  void take();
  void tellSound();
  void playChord();

  Parts parts_;
  std::vector<SoundDriver> drivers_;
  QComboBox* driver_;
  QComboBox* device_;
  QComboBox* buffer_;
  QComboBox* rate_;
  QLabel* latency_;
  SoundfontChooser* font_;
  LabelledSlider* gain_;
  LabelledSlider* reverb_;
  LabelledSlider* chorus_;
  QLabel* stateIcon_;
  QLabel* state_;
  QTimer settle_;  // a slider that moves
  bool showing_ = false;
  BackgroundTask searching_;  // last: joins before the rest goes
};

}  // namespace cadenza::ui
