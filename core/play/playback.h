// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bitset>
#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "core/play/hand_notes.h"
#include "core/play/note_sink.h"
#include "core/play/schedule.h"

namespace cadenza {

/// A stretch of music laid on a sink's clock: from the moment `when` (seconds of that clock) on,
/// `schedule` is heard from `seconds` (of the piece) on, `speed` seconds of it a second.
struct PlayedStretch {
  double when = 0;
  double seconds = 0;
  double speed = 1;
  int round = 0;  ///< of the loop, counted on from start to start
  std::shared_ptr<const Schedule> schedule;
};

/// A place in the music that plays.
struct PlayedPlace {
  Tick tick = 0;
  int round = 0;
  double early = 0;  ///< seconds before the music begins, in a count-in; 0 after

  bool operator==(const PlayedPlace&) const = default;
};

/// Where the ear is, for any moment of the sink's clock; a value that may cross threads.
struct PlayedTrack {
  std::vector<PlayedStretch> stretches;  ///< by rising `when`; empty: nothing plays
  double until = 0;                      ///< the clock up to which messages were sent
  Tick held = 0;                         ///< the position when nothing plays

  [[nodiscard]] Tick positionAt(double now) const;
  /// Nothing where nothing plays.
  [[nodiscard]] std::optional<PlayedPlace> placeAt(double now) const;
};

/// The player without its thread: walks a schedule and sends what is due a little ahead, stamped
/// with the sink's clock. What was sent stays sent, so a new schedule is heard after the look-ahead
/// at most; pause, seek and a changed loop take everything back at once. Whatever happens, every
/// note that was begun is ended and the pedal is lifted where the music stops. When the clock runs
/// past what was sent (a starved thread) the music pauses for as long rather than rush; so it does
/// at a schedule's hold, where what sounds goes on sounding.
/// One thread.
class Playback {
 public:
  static constexpr double slowest = 0.25;  ///< of speeds
  static constexpr double fastest = 2;
  static constexpr double usualLookAhead = 0.1;  ///< seconds

  /// `sink` must outlive the playback, or be replaced by moveTo.
  explicit Playback(NoteSink& sink, double lookAheadSeconds = usualLookAhead);

  void setSchedule(std::shared_ptr<const Schedule> schedule);
  /// Starts at the position, after the clicks; from the beginning when it stands at the end.
  void play(const CountIn& countIn = {});
  void pause();
  void seek(Tick tick);
  /// A loop shorter than 20 ms is no loop. A position behind the loop plays on to the end.
  void setLoop(std::optional<TickRange> range);
  /// How fast the music goes, slowest to fastest times its tempo.
  void setSpeed(double speed);
  /// See HandNotes.
  void audition(int pitch, int velocity);
  void input(const MidiMessage& message);
  void setThru(bool on);
  /// Stops, and silences the sink.
  void panic();
  /// Goes on with another sink from the same position.
  void moveTo(NoteSink& sink);

  /// Sends what is due. Answers in how many seconds it wants to be called again, or nothing when
  /// it has nothing to do.
  std::optional<double> advance();

  [[nodiscard]] bool playing() const { return playing_; }
  [[nodiscard]] double speed() const { return speed_; }
  /// Where the ear is now.
  [[nodiscard]] Tick position();
  [[nodiscard]] const PlayedTrack& track() const { return track_; }
  /// How often the music came to a hold and had to wait there.
  [[nodiscard]] int waits() const { return waits_; }
  /// How often the thread came so late that the music paused.
  [[nodiscard]] int starvations() const { return starvations_; }
  [[nodiscard]] NoteSink& sink() { return *sink_; }

 private:
  void startAt(Tick tick, const CountIn& countIn = {});
  void stopAt(Tick tick);
  void relocate(Tick tick);
  void beginStretch(double when, double seconds, Tick tick);
  void resumeAt(double now);
  void walk(double until);
  void continueWith(std::shared_ptr<const Schedule> schedule, double when);
  void emit(const MidiMessage& message, double when);
  void sendStart(Tick tick, double when);
  void emitClick(const MidiMessage& message, double when);
  void endClick(double when);
  void endNotes(double when);
  void endStrangers(double when);
  void restorePedal(double when);
  void dropPastStretches(double now);
  [[nodiscard]] bool loops() const;
  [[nodiscard]] Tick sentTick() const;
  [[nodiscard]] double secondsSent() const;

  NoteSink* sink_;
  double lookAhead_;
  std::shared_ptr<const Schedule> schedule_;
  std::optional<TickRange> loop_;
  double speed_ = 1;
  int round_ = 0;
  bool playing_ = false;
  bool ended_ = false;          // walked to the end of the piece; the ear may still be on its way
  std::optional<Tick> heldAt_;  // walked to a hold
  bool waiting_ = false;        // the ear is there too
  int waits_ = 0;
  int starvations_ = 0;
  PlayedTrack track_;
  std::size_t next_ = 0;  // message to be sent next
  std::bitset<128> sounding_;
  int pedal_ = 0;
  std::optional<MidiMessage> click_;  // the click that was begun and not ended
  HandNotes hands_;
};

}  // namespace cadenza
