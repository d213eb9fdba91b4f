// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/score/note.h"

namespace cadenza {

/// Joins the sustain pedals of 16 channels into one line, which is at the deepest of them. Changes
/// may come in any order of time; those of one tick are applied in the order in which they come.
/// Where all channels that were down were lifted within a tick and one is down after it, the line
/// re-pedals. One thread.
class PedalMerger {
 public:
  void reserve(std::size_t changes) { changes_.reserve(changes); }
  void add(Tick tick, int channel, int value) {
    changes_.push_back(
        {tick, static_cast<std::uint8_t>(channel), static_cast<std::uint8_t>(value)});
  }
  /// The line so far, by rising tick, one change a tick; forgets what was added.
  [[nodiscard]] std::vector<PedalChange> take();

 private:
  static constexpr int channelCount = 16;
  struct Change {
    Tick tick;
    std::uint8_t channel;
    std::uint8_t value;
  };

  std::vector<Change> changes_;
};

}  // namespace cadenza
