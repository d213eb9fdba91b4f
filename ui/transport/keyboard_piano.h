// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <map>
#include <optional>

#include "core/play/midi_input.h"
#include "ui/controls/piano_keys.h"

class QKeyEvent;
class QWidget;

namespace cadenza::ui {

/// While it is on, the letters of the computer's keyboard are piano keys of a window (see
/// pianoKeyAt), and those that are none mean nothing; a text field that has the focus keeps its
/// letters. Keys with Ctrl or Alt stay what they are. Whatever ends it, and whatever takes the
/// focus to another window, lets all keys go. GUI thread.
class KeyboardPiano : public QObject {
  Q_OBJECT

 public:
  /// `window` must outlive this.
  explicit KeyboardPiano(QWidget& window);

  [[nodiscard]] bool isOn() const { return on_; }
  void setOn(bool on);

  /// MIDI numbers of what can be reached now.
  [[nodiscard]] int lowestPitch() const { return lowest_; }
  [[nodiscard]] int highestPitch() const { return lowest_ + highestSemitone; }
  /// "Keys play C3 to E5 …", for the status bar.
  [[nodiscard]] QString stateText() const;

  /// Of the notes to come, 1 to 127.
  void setVelocity(int velocity) { velocity_ = velocity; }

 Q_SIGNALS:
  void played(const cadenza::MidiInput& input);
  void onChanged(bool on);
  /// Other pitches can be reached.
  void rangeChanged();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  // A key of the keyboard: where it lies, or, negative, what is written on it.
  using KeyId = int;

  [[nodiscard]] static KeyId idOf(const QKeyEvent& event);
  [[nodiscard]] static std::optional<PianoKey> pianoKey(const QKeyEvent& event);
  [[nodiscard]] bool isOurs(const QObject* watched, const QKeyEvent& event) const;
  [[nodiscard]] static bool isIdle(const QKeyEvent& event);
  bool press(const QKeyEvent& event);
  bool release(const QKeyEvent& event);
  void play(KeyId key, int pitch);
  void letGo(int pitch);
  void letAllGo();
  void shift(int octaves);
  [[nodiscard]] bool isHeld(int pitch) const;

  QWidget& window_;
  bool on_ = false;
  int lowest_ = 48;
  int velocity_ = 80;
  std::map<KeyId, int> held_;  // pitches by what holds them
};

}  // namespace cadenza::ui
