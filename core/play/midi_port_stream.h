// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>

#include "core/midi/midi_message.h"
#include "core/play/sound_setup.h"

namespace cadenza {

/// From a player's messages to what one instrument outside is to hear: the piece and the hands
/// share the chosen channel, clicks go to channel 10. A key that both hold goes up when both have
/// let go; the pedal is as far down as the deeper of both. Pure: no clock, no port. One thread.
class MidiPortStream {
 public:
  using Emit = std::function<void(const MidiMessage&)>;

  explicit MidiPortStream(const MidiOutSetup& setup);

  /// Keeps a message until `when` (seconds); equal moments keep their order.
  void queue(const MidiMessage& message, double when);
  /// The moment of the earliest message kept.
  [[nodiscard]] std::optional<double> next() const;
  /// Gives out everything that is due, in order.
  void advance(double now, const Emit& emit);

  /// A port opened: bank and program; whatever sounds there from earlier ends; the pedal as it is
  /// now.
  void begin(const Emit& emit);
  /// The port went away with keys down: they are up for us, and are told so when it comes back.
  void lose();
  /// Forgets what is kept, ends every note, lifts the pedal, stops the clock.
  void silence(const Emit& emit);

 private:
  static constexpr int sources = 3;  // the piece, the hands, the clicks
  static constexpr int percussion = 9;

  struct Kept {
    double when = 0;
    std::uint64_t order = 0;
    MidiMessage message;
    auto operator<=>(const Kept&) const = default;
  };

  void deliver(const MidiMessage& message, const Emit& emit);
  void press(const MidiMessage& message, const Emit& emit);
  void release(const MidiMessage& message, const Emit& emit);
  void movePedal(const MidiMessage& message, const Emit& emit);
  void follow(const MidiMessage& systemMessage, const Emit& emit);
  [[nodiscard]] bool heldByAnother(std::size_t source, std::size_t key) const;
  [[nodiscard]] int channelOf(std::size_t source) const;
  [[nodiscard]] int deepestPedal() const;
  void endEverything(const Emit& emit);

  MidiOutSetup setup_;
  std::set<Kept> kept_;
  std::uint64_t order_ = 0;
  std::array<std::bitset<128>, sources> down_;
  std::array<std::bitset<128>, sources> lost_;  // down when the port went away
  std::array<int, sources> pedals_{};
  bool clicked_ = false;
  bool running_ = false;  // the clock's followers are
};

}  // namespace cadenza
