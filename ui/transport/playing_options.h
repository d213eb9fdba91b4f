// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/theme.h"

class QCheckBox;
class QSpinBox;

namespace cadenza::ui {

class LabelledSlider;
class PlaybackController;
class Preferences;
class SegmentedControl;

/// How the piece is played and recorded: speed, metronome, count-in, and what a recording does to
/// what is there. Takes effect at once. A popup.
class PlayingOptions : public QWidget {
  Q_OBJECT

 public:
  /// All must outlive the popup.
  PlayingOptions(PlaybackController& playback, Preferences& preferences,
                 const Appearance& appearance, QWidget* parent);

  /// Under that widget, within the screen.
  void showUnder(const QWidget& anchor);

 private:
  void display();
  void take();

  PlaybackController& playback_;
  Preferences& preferences_;
  LabelledSlider* speed_;
  LabelledSlider* volume_;
  QCheckBox* accent_;
  QSpinBox* countIn_;
  SegmentedControl* mode_;
  bool showing_ = false;
};

}  // namespace cadenza::ui
