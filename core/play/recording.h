// SPDX-License-Identifier: GPL-3.0-or-later
// From what hands played to notes and pedal of a piece. Pure.
#pragma once

#include <optional>
#include <span>

#include "core/play/input_history.h"
#include "core/score/score.h"

namespace cadenza {

enum class RecordingMode {
  Overdub,  ///< joins what is there; each round of a loop joins the ones before
  Replace   ///< notes in the range that was gone over give way; so does an earlier round
};

/// A stretch of playing that is or was recorded.
struct RecordingRange {
  Tick begin = 0;                  ///< where the music began, after the count-in
  Tick end = 0;                    ///< where it stopped
  int lastRound = 0;               ///< of the loop, in which it stopped
  std::optional<TickRange> punch;  ///< only what begins in it is kept; a loop's range
};

/// What is played so shortly before the music begins was meant for its first beat.
inline constexpr double longestAnticipation = 0.2;  // seconds

/// The recording as one edit of `score`, empty where nothing was played to the music. Keys that
/// are down at the end, or at the end of the punch, are let go there; pedal that was played takes
/// the place of what stood in the range. Locked notes stay.
[[nodiscard]] ScoreEdit recordingEdit(const Score& score, std::span<const PlayedInput> inputs,
                                      const RecordingRange& range, RecordingMode mode);

/// What was played without recording. If its last note was played to the music: the notes played
/// in that run of it, where they were heard. Else all that was played while the music stood, the
/// first note at `at`; pauses over ten seconds shrink to two. Empty where no note was played.
[[nodiscard]] ScoreEdit justPlayedEdit(const Score& score, std::span<const PlayedInput> inputs,
                                       Tick at);

}  // namespace cadenza
