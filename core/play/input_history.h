// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "core/midi/midi_message.h"
#include "core/play/playback.h"

namespace cadenza {

/// A message that hands gave.
struct PlayedInput {
  MidiMessage message;
  double seconds = 0;                ///< of a steady clock
  std::optional<PlayedPlace> place;  ///< in the music that played, as the hands heard it

  bool operator==(const PlayedInput&) const = default;
};

/// What hands played in the last five minutes. One thread.
class InputHistory {
 public:
  static constexpr double kept = 300;  ///< seconds
  static constexpr std::size_t most = 200'000;

  void add(const PlayedInput& input);
  /// How many were ever added.
  [[nodiscard]] std::uint64_t count() const { return dropped_ + inputs_.size(); }
  /// From the input of that number on, as far as they are kept.
  [[nodiscard]] std::vector<PlayedInput> since(std::uint64_t number) const;

 private:
  std::deque<PlayedInput> inputs_;
  std::uint64_t dropped_ = 0;
};

}  // namespace cadenza
