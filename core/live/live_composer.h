// SPDX-License-Identifier: GPL-3.0-or-later
// Room live: composing while the music plays. A thread of its own writes ahead of the player
// without end (play on), or answers what hands play (answer me). What is decided stands in classes
// that know neither clock nor thread; the player gets whole schedules, each with a hold behind what
// is written, so that music that comes late is waited for.
#pragma once

#include <functional>
#include <memory>
#include <variant>

#include "core/live/answer_mode.h"
#include "core/live/live_mode.h"
#include "core/live/live_stage.h"
#include "core/live/play_on_mode.h"

namespace cadenza {

/// One live session on a thread of its own, at lower priority than the player's. It begins with the
/// object and ends by stop(), when all is written, or when it fails. All methods may be called from
/// any thread and return at once; the destructor stops and joins (which waits for a model that is
/// being opened or hears a seed: at most a second or two, so wait for the last report before).
class LiveComposer {
 public:
  using Wish = std::variant<PlayOnWish, AnswerWish>;
  /// Called on the session's thread: at most every 0.1 s, at once when the state is another, and a
  /// last time with LiveState::Ended, with all of the music.
  using Listener = std::function<void(const LiveReport&)>;

  LiveComposer(std::shared_ptr<LiveStage> stage, BeginComposing begin, Wish wish,
               Listener listener);
  ~LiveComposer();
  LiveComposer(const LiveComposer&) = delete;
  LiveComposer& operator=(const LiveComposer&) = delete;

  /// For what is written from now on; of what is written already only the reserve is kept. They
  /// must have no fault.
  void setControls(const Controls& controls);
  void setPiece(std::shared_ptr<const Score> piece);
  void setOptions(const ScheduleOptions& along);
  void stop();

 private:
  struct Worker;
  std::unique_ptr<Worker> worker_;
};

}  // namespace cadenza
