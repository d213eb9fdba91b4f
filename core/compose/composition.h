// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/score/score.h"

namespace cadenza {

/// What the two attentions of Classic A looked at when it told its last frame.
struct AttentionMaps {
  std::vector<std::string> frames;  ///< the chords of that window, see name(Chord)
  /// Row i: the shares of what frame i looked at, [frames, frames] row-major.
  std::array<std::vector<float>, 2> shares;
};

/// What was composed: notes and pedal at absolute ticks of the seed's score, from `range.begin` on.
struct Composition {
  ScoreItems material;
  TickRange range;         ///< where the new music lies
  std::size_t events = 0;  ///< steps of the network
  bool stopped = false;    ///< ended early by the stop token; what was done is here
  /// Of the seed's notes that begin in the range and are not locked: those that stay beside the
  /// material (when rethinking). The others give way.
  std::vector<Note> staying{};
  std::optional<AttentionMaps> attention{};  ///< of Classic A
};

/// "Take what the model wrote" as one edit of `score`, which may have changed since: unlocked notes
/// and pedal that begin in the range give way, but for `staying`; material comes, but for what
/// sounds together with a locked note of its pitch. Material without pedal leaves the pedal as it
/// is, but one still held after its last change is up in the range. Behind the range the pedal is
/// as it was.
[[nodiscard]] ScoreEdit acceptance(const Score& score, const Composition& composition);

}  // namespace cadenza
