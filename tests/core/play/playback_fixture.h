// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "core/play/playback.h"
#include "tests/support/recording_sink.h"

namespace cadenza::test {

inline constexpr Tick beat =
    ticksPerQuarter;  // half a second at the tempo that holds without a change

inline std::shared_ptr<const Schedule> scheduleOf(ScoreItems items,
                                                  const ScheduleOptions& options = {}) {
  return std::make_shared<const Schedule>(makeSchedule(Score(std::move(items)), options));
}

inline ScoreItems itemsOf(std::vector<Note> notes, std::vector<PedalChange> pedal = {}) {
  return {std::move(notes), std::move(pedal), {}, {}};
}

// Four quarters, one after another: 60, 61, 62, 63.
inline ScoreItems fourQuarters() {
  ScoreItems items;
  for (std::uint8_t i = 0; i < 4; ++i) {
    items.notes.push_back({i * beat, beat, static_cast<std::uint8_t>(60 + i), 80});
  }
  return items;
}

class PlaybackTest : public ::testing::Test {
 protected:
  // Lets the clock run and the playback look as often as its thread would.
  void runFor(double seconds, double step = 0.03) {
    const double end = sink.now() + seconds;
    playback.advance();
    while (sink.now() < end) {
      sink.turnTo(std::min(end, sink.now() + step));
      playback.advance();
    }
  }
  void start(ScoreItems items) {
    playback.setSchedule(scheduleOf(std::move(items)));
    playback.play();
  }
  // When the piece began: the moment of the first note heard.
  double firstOnset() const { return sink.heardNoteOns().front().when; }

  RecordingSink sink;
  Playback playback{sink};
};

}  // namespace cadenza::test
