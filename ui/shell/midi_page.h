// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

#include "core/play/sound_setup.h"
#include "ui/controllers/midi_port_watch.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QSpinBox;

namespace cadenza::ui {

class ActivityLight;
class Appearance;
class CurvePicture;
class LabelledSlider;
class MidiInController;
class PlaybackController;
class Preferences;
class SegmentedControl;

/// The page of the preferences on MIDI ports: what a piece is played on, and what hands are heard
/// through. Lists of ports follow what is plugged in while the page is seen; a chosen port that is
/// not there stays in them and is said to be missing. All works at once. GUI thread.
class MidiPage : public QWidget {
  Q_OBJECT

 public:
  struct Parts {
    Preferences& preferences;
    const PlaybackController& playback;  ///< of the window whose sound is told
    const MidiInController* midiIn;      ///< null where nobody listens to hands
    const Appearance& appearance;
  };

  /// All must outlive the page.
  explicit MidiPage(const Parts& parts);
  /// The same with ports that `watch` finds; it is taken over.
  MidiPage(const Parts& parts, MidiPortWatch* watch);

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  void makeOutput(QFormLayout& form);
  void makeInput(QFormLayout& form);
  void connectOutput();
  void connectInput();
  void display();
  void listPorts();
  void takeOutput();
  void takeInput();
  void tellSound();
  void tellHands();

  Parts parts_;
  MidiPortWatch* watch_;
  SegmentedControl* output_;
  QComboBox* outPort_;
  QSpinBox* channel_;
  QSpinBox* program_;
  QSpinBox* bank_;
  QCheckBox* clock_;
  QLabel* sound_;
  QComboBox* inPort_;
  QCheckBox* thru_;
  LabelledSlider* curve_;
  CurvePicture* picture_;
  QSpinBox* latency_;
  ActivityLight* light_;
  QLabel* played_;
  QLabel* hands_;
  QTimer tell_;
  QString told_;  // of the last note
  bool showing_ = false;
};

}  // namespace cadenza::ui
