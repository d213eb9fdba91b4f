// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/score/key.h"
#include "core/score/score.h"

namespace cadenza {

// Each function answers the edit that does what its name says to `notes`, which stand in a score.
// Notes stay inside the piano's range of time (0 to maxTick) and pitch (0 to 127): a group that
// would leave it is moved only as far as it can go, together. Locked notes stay as they are. More
// such functions are in timing.h and phrasing.h.

[[nodiscard]] ScoreEdit insertNotes(std::vector<Note> notes);
[[nodiscard]] ScoreEdit eraseNotes(std::span<const Note> notes);
/// Moves by ticks and semitones.
[[nodiscard]] ScoreEdit moveNotes(std::span<const Note> notes, Tick ticks, int semitones);
/// Moves the ends by `ticks`; a note keeps at least `shortest`.
[[nodiscard]] ScoreEdit resizeEnds(std::span<const Note> notes, Tick ticks, Tick shortest = 1);
/// Moves the onsets by `ticks`, the ends stay; a note keeps at least `shortest`.
[[nodiscard]] ScoreEdit resizeStarts(std::span<const Note> notes, Tick ticks, Tick shortest = 1);
/// Adds `delta` to each velocity, kept within 1 to 127.
[[nodiscard]] ScoreEdit changeVelocities(std::span<const Note> notes, int delta);
/// Each note to the next pitch of the key above (direction 1) or below (-1); none past the last.
[[nodiscard]] ScoreEdit transposeInKey(std::span<const Note> notes, const Key& key, int direction);
/// Locks or unlocks.
[[nodiscard]] ScoreEdit lockNotes(std::span<const Note> notes, bool locked);
/// Puts `material` (notes and pedal; its ticks count from `origin`) into the score.
[[nodiscard]] ScoreEdit insertMaterial(const ScoreItems& material, Tick origin);
/// Replaces all tempo changes of `score` by one from the start on.
[[nodiscard]] ScoreEdit setTempo(const Score& score, double quartersPerMinute);

}  // namespace cadenza
