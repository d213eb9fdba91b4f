// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "ui/piano_roll/roll_state.h"

namespace cadenza::ui {

// What menus and keys do to the selection; each is one undo step at most. Notes that change pitch
// or loudness are sounded, a few at a time.

void transpose(RollState& state, int semitones);
/// Each note to the next pitch of the key above (1) or below (-1); without a key, by semitones.
void stepInKey(RollState& state, int direction);
void nudge(RollState& state, Tick ticks);
void lengthen(RollState& state, Tick ticks);
void changeLoudness(RollState& state, int velocity);
// These take all notes if none is selected.

/// Onsets to the grid in use.
void quantise(RollState& state);
/// Says how many notes an edit of several joins, if it does.
void tellMerged(RollState& state, const ScoreEdit& edit);
/// What quantising by the dialog would do.
[[nodiscard]] ScoreEdit quantiseEdit(const RollState& state, const QuantiseOptions& options);
[[nodiscard]] ScoreEdit humaniseEdit(const RollState& state, const HumaniseOptions& options,
                                     std::uint64_t seed);
/// Cuts what sounds at the playhead.
void split(RollState& state);
void removeOverlapping(RollState& state);

void join(RollState& state);
void legatoSelection(RollState& state);
void scaleLengths(RollState& state, double factor);
void stretchSelection(RollState& state, double factor);
/// Locks the selection, or unlocks it when all of it is locked.
void toggleLock(RollState& state);

void invertSelection(RollState& state);
/// All notes of the pitches that are selected.
void selectSamePitch(RollState& state);
/// The notes that begin in the marked stretch of time.
void selectInRange(RollState& state);

void eraseSelection(RollState& state);
/// A copy right behind, on the grid.
void duplicate(RollState& state);

/// For a change of `notes` that changed nothing: says so where locks are the reason.
void explainLocks(RollState& state, std::span<const Note> notes);

/// The selection to the clipboard.
void copySelection(RollState& state);
void cutSelection(RollState& state);
[[nodiscard]] bool canPaste();
/// The first note of the clipboard at the playhead.
void paste(RollState& state);

/// The next (1) or previous (-1) note in time after the selection; nothing past the last one.
/// Without a selection, the first note in view.
[[nodiscard]] std::optional<Note> neighbour(const RollState& state, int direction);
void selectNeighbour(RollState& state, int direction);

}  // namespace cadenza::ui
