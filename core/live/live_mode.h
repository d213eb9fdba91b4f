// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/base/result.h"
#include "core/compose/compose_request.h"
#include "core/compose/composition.h"
#include "core/play/schedule.h"
#include "core/score/score.h"

namespace cadenza {

/// Controls that hold from a tick on: before the first step of the network that begins there or
/// later.
struct ControlChange {
  Tick tick = 0;
  Controls controls;
};

enum class LiveState {
  Preparing,     ///< the model hears the piece, or writes its first notes
  WritingAhead,  ///< playing on
  FallenBehind,  ///< the music waits for the model
  Listening,     ///< nobody plays
  Hearing,       ///< a phrase is being played
  Thinking,      ///< the breath is over, the answer not there yet
  Answering,     ///< an answer is heard
  Ended,         ///< all is written, it was stopped, or it failed
};

/// How a live session stands. A value.
struct LiveReport {
  LiveState state = LiveState::Preparing;
  double secondsAhead = 0;    ///< of new music, written from the ear on
  double secondsToStart = 0;  ///< of music, from the ear to where the new begins
  double reserve = 0;         ///< seconds from the ear on that a change leaves as they are
  int timesBehind = 0;        ///< how often the music had to wait
  int answers = 0;            ///< given so far
  std::optional<Error> error;
  /// What there is beside the piece, as it would be if it ended now: of a piece that plays on, what
  /// the model wrote; of answers, what hands played too. Only what begins from `since` on; what
  /// began before is as it was reported last. The last report has all of it.
  std::shared_ptr<const Composition> music;
  Tick since = 0;
  std::vector<Note> played;  ///< of a duet: what in the music hands played; sorted
  /// Of the last report: what the controls were from where on, of a piece that plays on; with its
  /// seed number they write the same notes again.
  std::vector<ControlChange> changes;
};

/// One of the ways to make music live, turn by turn; where time comes from is the stage's affair.
/// One thread.
class LiveMode {
 public:
  virtual ~LiveMode() = default;

  /// Looks, writes for a moment, and lets be heard what is new. Answers in how many seconds it
  /// wants its next turn, or nothing when it has ended.
  [[nodiscard]] virtual Result<std::optional<double>> turn() = 0;
  virtual void setControls(const Controls& controls) = 0;
  /// The piece beside the live music is another one.
  virtual void setPiece(std::shared_ptr<const Score> piece) = 0;
  /// What goes along: clicks, clock.
  virtual void setOptions(const ScheduleOptions& options) = 0;
  /// Without `music`.
  [[nodiscard]] virtual LiveReport report() const = 0;
  /// What begins from `since` on.
  [[nodiscard]] virtual Composition music(Tick since) const = 0;
  /// What begins before will not change any more.
  [[nodiscard]] virtual Tick settled() const = 0;
  /// See LiveReport.
  [[nodiscard]] virtual std::vector<ControlChange> changes() const { return {}; }
};

}  // namespace cadenza
