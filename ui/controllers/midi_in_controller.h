// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <functional>
#include <memory>

#include "core/play/midi_port_input.h"

namespace cadenza::ui {

class PlaybackController;
class Preferences;

/// Listens to the keyboard that the preferences name and hands what is played to the player of the
/// window that was used last, on a thread of its own, so that a busy window delays no note. GUI
/// thread.
class MidiInController : public QObject {
  Q_OBJECT

 public:
  /// Opens a port; `listener` as of MidiPortInput.
  using Opener = std::function<std::unique_ptr<MidiPortInput>(const MidiInSetup& setup,
                                                              MidiListener listener)>;

  /// `preferences` must outlive this.
  explicit MidiInController(Preferences& preferences, Opener open = openMidiPortInput,
                            QObject* parent = nullptr);
  ~MidiInController() override;

  /// Whose player gets what hands play; null: nobody's. Keys that are down are let go on the one
  /// before. A playback must not be destroyed while it is the target.
  void setTarget(PlaybackController* target);
  [[nodiscard]] PlaybackController* target() const { return target_; }

  /// Of the port; nothing is open where none is wanted.
  [[nodiscard]] MidiPortInput::State state() const;

 Q_SIGNALS:
  /// Another port, or the port came or went.
  void stateChanged();

 private:
  class Relay;
  static std::unique_ptr<MidiPortInput> openMidiPortInput(const MidiInSetup& setup,
                                                          MidiListener listener);
  void reopen();
  void aim();
  void look();

  Preferences& preferences_;
  Opener open_;
  PlaybackController* target_ = nullptr;
  MidiInSetup opened_;
  std::shared_ptr<Relay> relay_;
  std::unique_ptr<MidiPortInput> input_;  // after the relay, which it calls
  QTimer look_;
  MidiPortInput::State seen_;
};

}  // namespace cadenza::ui
