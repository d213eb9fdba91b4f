// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <bitset>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/live/player_stage.h"
#include "core/play/playback.h"
#include "core/play/player.h"
#include "ui/controllers/background.h"

namespace cadenza::ui {

/// Plays a score for the window: publishes schedules to the player and reads its position by a
/// timer (16 ms while it plays, slower at rest). GUI thread.
class PlaybackController : public QObject {
  Q_OBJECT

 public:
  /// When the sink is made: a second window need not hold a device before it plays.
  enum class Opening { AtOnce, WhenNeeded };

  explicit PlaybackController(Player::SinkFactory makeSink, Opening opening = Opening::AtOnce,
                              QObject* parent = nullptr);
  ~PlaybackController() override;

  /// Goes on with another sink from the same place.
  void setSink(Player::SinkFactory makeSink);
  /// What is heard from now on. Several calls within one turn of the event loop publish once; the
  /// schedule of a long piece takes a while and is made off the GUI thread.
  void setScore(const Score& score);
  void setLoop(std::optional<TickRange> range);
  /// What goes along with the notes: clicks, MIDI clock, and room behind the end.
  void setOptions(const ScheduleOptions& options);
  [[nodiscard]] const ScheduleOptions& options() const { return options_; }
  /// 0.25 to 2 times the tempo.
  void setSpeed(double speed);
  [[nodiscard]] double speed() const { return speed_; }
  void setThru(bool on);
  /// From a key to the program, in seconds.
  void setInputLatency(double seconds);
  /// Starts after the clicks.
  void playAfter(const CountIn& countIn);
  /// See Player::inputs.
  [[nodiscard]] std::vector<PlayedInput> inputs(std::uint64_t from) const;
  [[nodiscard]] std::uint64_t inputCount() const;
  /// Takes what hands play, from any thread, straight to the player of now, which is opened for it;
  /// what comes after the controller is gone is lost.
  [[nodiscard]] MidiListener listener();

  /// Plays `guest` from its start in place of the piece, which is stopped, until endHearing() or
  /// its end; another guest goes on where the one before it was. The position meanwhile stays that
  /// of the piece.
  void hear(const Score& guest);
  void endHearing();
  [[nodiscard]] bool isHearing() const { return guest_ != nullptr; }
  /// The guest goes on from there.
  void seekHearing(Tick tick);

  /// Live music is heard by this in place of the score, until takeBack(); what is set here waits
  /// until then, and nothing loops. Opens the player.
  [[nodiscard]] std::shared_ptr<LiveStage> lend();
  void takeBack();
  [[nodiscard]] bool isLent() const { return lent_ != nullptr; }

  /// By MIDI number, the keys that hands hold down.
  [[nodiscard]] const std::bitset<128>& heldKeys() const { return held_; }

  [[nodiscard]] bool isPlaying() const { return playing_; }
  /// The beat of its bar that is clicked before the music begins, from 1; 0 in the music.
  [[nodiscard]] int countedBeat() const { return countedBeat_; }
  [[nodiscard]] Tick position() const { return position_; }
  /// Of the loop, where it played last; see PlayedPlace.
  [[nodiscard]] int round() const { return round_; }
  /// The sink is made or being made.
  [[nodiscard]] bool isOpen() const { return player_ != nullptr; }
  /// Readiness and name of what is played on.
  [[nodiscard]] const Player::State& sound() const { return sound_; }

 public Q_SLOTS:
  void togglePlaying();
  void play();
  void pause();
  void seek(cadenza::Tick tick);
  void audition(int pitch, int velocity);
  /// What hands play: heard at once, and taken down.
  void input(const cadenza::MidiInput& input);
  void panic();

 Q_SIGNALS:
  void positionChanged(cadenza::Tick tick);
  void playingChanged(bool playing);
  /// See countedBeat().
  void countedBeatChanged(int beat);
  void speedChanged(double speed);
  void optionsChanged();
  /// Live music is not heard any more (see lend).
  void takenBack();
  /// Keys that hands hold down, by MIDI number.
  void handsChanged(const std::bitset<128>& held);
  /// Position, sound and hands were looked at: at 60 Hz while it plays.
  void polled();
  /// The music goes on elsewhere in a moment.
  void aboutToSeek();
  /// The sink became ready or is another one: see sound().
  void soundChanged();
  /// Where the guest is heard, at 60 Hz.
  void hearingMoved(cadenza::Tick tick);
  /// The guest is not heard any more (see hear).
  void hearingEnded();

 private:
  [[nodiscard]] Player& player();
  void changed();
  void publishSoon();
  void publishNow();
  void poll();
  void setPlaying(bool playing);
  void setPosition(Tick tick);

  void noticeHands();
  void updateCountedBeat();

  Player::SinkFactory makeSink_;
  std::shared_ptr<Player> player_;
  Player::State sound_;
  QTimer poll_;
  QTimer publish_;
  std::shared_ptr<const Score> score_ = std::make_shared<const Score>();
  std::shared_ptr<const Score> guest_;
  std::shared_ptr<PlayerStage> lent_;
  bool stale_ = true;          // the player does not have what is to be heard
  std::uint64_t version_ = 0;  // of what is to be heard
  ScheduleOptions options_;
  double speed_ = 1;
  bool thru_ = true;
  double inputLatency_ = 0;
  std::optional<TickRange> loop_;
  Tick position_ = 0;
  int round_ = 0;
  bool playing_ = false;
  std::optional<CountIn> countIn_;  // until the music begins
  double countSpeed_ = 1;           // at which its clicks were sent
  int roundBefore_ = 0;
  int countedBeat_ = 0;
  std::uint64_t noticedInputs_ = 0;
  std::bitset<128> held_;
  int restful_ = 0;              // polls since hands played
  BackgroundTask making_{this};  // last: joins before the rest goes
};

}  // namespace cadenza::ui
