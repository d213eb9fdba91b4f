// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <memory>
#include <utility>
#include <vector>

#include "core/live/live_stage.h"
#include "core/play/playback.h"
#include "tests/support/recording_sink.h"

namespace cadenza::test {

/// A player without a thread on a clock that the test turns.
class FakeStage final : public LiveStage {
 public:
  [[nodiscard]] double now() override { return sink.now(); }
  [[nodiscard]] Player::State look() override {
    Player::State state;
    state.position = playback.position();
    state.playing = playback.playing();
    state.latency = sink.latency();
    state.speed = playback.speed();
    state.waits = playback.waits();
    return state;
  }
  void hear(std::shared_ptr<const Schedule> schedule) override {
    hold = schedule->hold;
    messages = schedule->messages.size();
    playback.setSchedule(std::move(schedule));
    playback.advance();
    ++published;
  }
  [[nodiscard]] std::vector<PlayedInput> inputs(std::uint64_t from) override {
    return history.since(from);
  }
  [[nodiscard]] std::uint64_t inputCount() override { return history.count(); }

  /// Lets time go by, as the player's thread would use it.
  void run(double seconds) {
    const double end = sink.now() + seconds;
    playback.advance();
    while (sink.now() < end) {
      sink.turnTo(std::min(end, sink.now() + 0.02));
      playback.advance();
    }
  }
  /// A key of a keyboard, at once.
  void play(const MidiMessage& message) {
    playback.input(message);
    history.add({message, now(), playback.track().placeAt(now() - sink.latency())});
  }

  RecordingSink sink;
  Playback playback{sink};
  InputHistory history;
  std::optional<Tick> hold;
  std::size_t messages = 0;  // of the schedule that came last
  int published = 0;
};

}  // namespace cadenza::test
