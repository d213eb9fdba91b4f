// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "core/compose/composition_stream.h"
#include "core/live/live_mode.h"
#include "core/score/score.h"

namespace cadenza {

struct PlayOnOptions {
  /// Written ahead of the player: at least so many bars and so many seconds.
  int barsAhead = 2;
  double secondsAhead = 2;
  /// Seconds behind what the player has sent that a change of controls leaves as they are.
  double reserve = 0.2;
};

/// Music that is written ahead of a player: decides when to write, what a change of controls throws
/// away, and up to where the player may go. Told where the player is; knows no clock and no thread.
/// The same stream and the same changes at the same ticks give the same notes.
class PlayOn {
 public:
  /// `stream` has written nothing yet; `tempo` and `meter` are those of its seed.
  PlayOn(std::unique_ptr<CompositionStream> stream, TempoMap tempo, MeterMap meter,
         const PlayOnOptions& options);

  /// Where the player is: what the ear hears, and up to where messages were sent.
  void follow(Tick ear, Tick sent);

  [[nodiscard]] bool wantsMore() const;
  /// One step of the network. Fails as CompositionStream::advance.
  [[nodiscard]] Result<void> write();

  /// Throws away what is written behind sent + reserve; it is written anew, by these controls. They
  /// must have no fault.
  void change(const Controls& controls);
  [[nodiscard]] const std::vector<ControlChange>& changes() const { return changes_; }

  /// The player must wait before this tick; nothing when all is written. Moves on by whole beats
  /// while nothing is in haste, and never back before what was sent.
  [[nodiscard]] std::optional<Tick> hold() const;
  /// The ear came to the hold: the music waits until there is enough again.
  [[nodiscard]] bool isBehind() const { return behind_ && begun_; }
  /// How often that was, not counting a wait for the very first notes.
  [[nodiscard]] int timesBehind() const { return timesBehind_; }
  /// Nothing more will be written.
  [[nodiscard]] bool isFinished() const { return finished_; }

  [[nodiscard]] TickRange range() const { return stream_->range(); }
  /// No new note begins before this tick any more.
  [[nodiscard]] Tick written() const { return cut_.value_or(stream_->written()); }
  /// The seconds of music from the ear to written().
  [[nodiscard]] double secondsAhead() const;
  /// What begins from `since` on, see CompositionStream::soFar; ends at written().
  [[nodiscard]] Composition soFar(Tick since) const;

 private:
  struct Snapshot {
    Tick written = 0;
    std::size_t applied = 0;
    std::unique_ptr<CompositionStream> stream;
  };

  [[nodiscard]] Tick aheadOf(Tick tick) const;
  [[nodiscard]] Result<void> step();
  [[nodiscard]] Result<void> rewind();
  void takeSnapshot();
  void settleHold();

  std::unique_ptr<CompositionStream> stream_;
  TempoMap tempo_;
  MeterMap meter_;
  PlayOnOptions options_;
  std::deque<Snapshot> snapshots_;  // by rising `written`, never empty
  std::vector<ControlChange> changes_;
  std::size_t applied_ = 0;  // of changes_, to stream_
  std::optional<Tick> cut_;  // what lies behind is thrown away, but stream_ does not know it yet
  Tick ear_ = 0;
  Tick sent_ = 0;  // the furthest that ever was
  Tick hold_ = 0;
  bool behind_ = false;
  bool begun_ = false;  // the first notes may be heard
  int timesBehind_ = 0;
  bool finished_ = false;
};

}  // namespace cadenza
