// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "core/score/score_edit.h"

namespace cadenza {

// What an editor does to the lengths of notes that stand in a score. Locked notes stay; a note
// never becomes shorter than one tick.

/// All notes of one pitch become one, from the first onset to the last end, as loud as the first.
[[nodiscard]] ScoreEdit joinNotes(std::span<const Note> notes);
/// Notes that sound across `tick` are cut in two there.
[[nodiscard]] ScoreEdit splitNotes(std::span<const Note> notes, Tick tick);
/// Each note ends where the next of `notes` begins; the last ones stay. Onsets within `together`
/// ticks of each other count as one chord.
[[nodiscard]] ScoreEdit legato(std::span<const Note> notes, Tick together = ticksPerQuarter / 16);
/// A note ends at the latest where the next of its pitch begins; of several that begin together the
/// longest stays.
[[nodiscard]] ScoreEdit removeOverlaps(std::span<const Note> notes);
/// Multiplies durations by `factor` (positive), onsets stay.
[[nodiscard]] ScoreEdit scaleDurations(std::span<const Note> notes, double factor);
/// Plays the notes slower by `factor` (positive) from their first onset on: onsets and durations.
[[nodiscard]] ScoreEdit stretchNotes(std::span<const Note> notes, double factor);

}  // namespace cadenza
