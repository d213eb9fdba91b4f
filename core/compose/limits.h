// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/base/result.h"
#include "core/score/key.h"
#include "core/score/note.h"

namespace cadenza {

/// What holds for every note that is composed, by any recipe: guarantees, not hints.
struct Limits {
  std::optional<Key> key;  ///< only notes of this key
  int lowestPitch = lowestPianoPitch;
  int highestPitch = highestPianoPitch;
  /// The most notes that sound together, those that stay beside the new ones counted; where these
  /// alone are more, no new note joins them. The pedal is not counted.
  int polyphony = pianoKeyCount;
  /// Seconds that may pass without a sounding note, from the start of the new music to its end.
  double longestRest = 4;
  int lowestVelocity = 1;
  int highestVelocity = 127;

  [[nodiscard]] bool allows(int pitch) const {
    return pitch >= lowestPitch && pitch <= highestPitch && (!key || key->contains(pitch));
  }
  bool operator==(const Limits&) const = default;
};

/// What makes no sense in limits, as an InvalidArgument, if anything: such as a range that holds no
/// note of the key.
[[nodiscard]] std::optional<Error> faultOf(const Limits& limits);

/// `notes` as they keep the limits beside notes that stay: a note ends where its pitch begins again
/// and inside `range`; where more would sound than may, the oldest new note ends. A note that
/// finds no room begins when there is some, or is left out. The longest rest is not looked at.
/// Sorted.
[[nodiscard]] std::vector<Note> withinLimits(const std::vector<Note>& notes,
                                             std::span<const Note> staying, const Limits& limits,
                                             TickRange range);

}  // namespace cadenza
