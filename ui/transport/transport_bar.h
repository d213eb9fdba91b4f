// SPDX-License-Identifier: GPL-3.0-or-later
// The transport: one row at the top of both workspaces, with what moves through the piece and
// where in it one is.
#pragma once

#include <QWidget>

#include "ui/controllers/playback_controller.h"
#include "ui/document.h"
#include "ui/theme.h"

class QAction;
class QDoubleSpinBox;
class QLabel;

namespace cadenza::ui {

class PianoRoll;
class PlayingOptions;
class Preferences;
class SegmentedControl;

class TransportBar : public QWidget {
  Q_OBJECT

 public:
  struct Actions {
    QAction* toStart;
    QAction* play;
    QAction* record;
    QAction* loop;
    QAction* metronome;
    QAction* follow;
    QAction* preferences;         ///< where the sound is set
    std::vector<QAction*> tools;  ///< of the roll
  };

  /// All must outlive the bar.
  TransportBar(Document& document, PlaybackController& playback, PianoRoll& roll,
               const Actions& actions, Preferences& preferences, const Appearance& appearance,
               QWidget* parent = nullptr);

  /// 0 Compose, 1 Train.
  [[nodiscard]] SegmentedControl& workspaces() { return *workspaces_; }
  void focusFirst();
  /// What belongs to the roll is shown in the Compose workspace alone.
  void setRollToolsVisible(bool visible);

  /// So narrow only what can be reached elsewhere is left out: the key (Compose panel) and the
  /// clock.
  [[nodiscard]] QSize minimumSizeHint() const override;

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  [[nodiscard]] QWidget* makeRollTools(const Actions& actions);
  [[nodiscard]] QWidget* makeMotion(const Actions& actions, Preferences& preferences);
  [[nodiscard]] QWidget* makePosition();
  [[nodiscard]] QWidget* makeTempo();
  [[nodiscard]] QWidget* makeSound(const Actions& actions);
  [[nodiscard]] int roomOf(const QWidget* part) const;
  [[nodiscard]] int fullWidth() const;
  void showPosition();
  void speakPosition();
  void fitWidths();
  void showTempo();
  void showTempoHere();
  void changeTempo(double quartersPerMinute);
  void showSound();
  void showSpeed();

  Document& document_;
  PlaybackController& playback_;
  PianoRoll& roll_;
  const Appearance& appearance_;
  SegmentedControl* workspaces_;
  QWidget* rollTools_;
  QWidget* keyPicker_;
  QLabel* bar_;
  QLabel* clock_;
  QDoubleSpinBox* tempo_;
  QToolButton* options_;
  QToolButton* sound_;
  QAction* soundText_;
};

}  // namespace cadenza::ui
