// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/score/score.h"

namespace cadenza {

/// A note in seconds. Its duration is that of its key: the pedal does not lengthen it.
struct TimedNote {
  double onset = 0;
  double duration = 0;
  std::uint8_t pitch = 60;
  std::uint8_t velocity = 80;
  bool operator==(const TimedNote&) const = default;
};

/// The notes of a score by rising onset, then pitch.
[[nodiscard]] std::vector<TimedNote> timedNotes(const Score& score);

/// What generated music is compared with real music by. Each is one number a clip.
enum class Feature : std::uint8_t {
  PitchClassEntropy,  ///< of the shares of the twelve pitch classes, bits
  NotesPerSecond,     ///< onsets a second of the clip
  DistinctPitches,    ///< keys that are struck
  OnsetDistance,      ///< mean distance of neighbouring onsets, seconds; 0 within an exact chord
  Duration,           ///< mean, seconds
  Velocity,           ///< mean
  VelocitySpread,     ///< standard deviation
  MajorScaleShare,    ///< share of the notes in that major scale that holds the most of them
  Groove,             ///< mean likeness of each second's onsets to those of the next
};
inline constexpr std::size_t featureCount = 9;

/// "pitch_class_entropy", ...: for files and programs.
[[nodiscard]] std::string_view name(Feature feature);

/// A part of a piece, in seconds, [begin, begin + seconds).
struct Clip {
  double begin = 0;
  double seconds = 0;
};

/// A number for each Feature, NaN where the clip has none.
class ClipFeatures {
 public:
  [[nodiscard]] double operator[](Feature feature) const {
    return values_[static_cast<std::size_t>(feature)];
  }
  [[nodiscard]] double& operator[](Feature feature) {
    return values_[static_cast<std::size_t>(feature)];
  }

 private:
  std::array<double, featureCount> values_{};
};

/// The features of the notes that begin in the clip. `notes` are sorted by onset; notes outside the
/// clip are passed over. A clip without a note has no notes a second (0), no distinct pitches (0)
/// and nothing else (NaN); one note has no onset distance, and a clip below two seconds no groove.
///
/// Groove follows the grooving pattern similarity of Wu and Yang (2020, "The Jazz Transformer on
/// the Front Line") with seconds in place of bars, since performances know no bars: each second
/// of the clip is cut into 16 equal slots, a slot is on where an onset falls into it, and two
/// seconds are alike by the share of slots that agree: 1 - (slots that differ) / 16. The mean is
/// taken over the pairs of neighbouring whole seconds.
[[nodiscard]] ClipFeatures featuresOf(std::span<const TimedNote> notes, const Clip& clip);

/// A piece cut into clips of `seconds` one behind the other, from its first onset on. What is
/// left at the end is no clip; a piece ends where its last note does.
[[nodiscard]] std::vector<Clip> clipsOf(std::span<const TimedNote> notes, double seconds);

/// The share of groups of four successive notes (by their pitches) that already occurred before in
/// `notes`; 0 for fewer than four notes. Near 1 when a generator goes in circles.
[[nodiscard]] double repeatedGroupShare(std::span<const TimedNote> notes);

}  // namespace cadenza
