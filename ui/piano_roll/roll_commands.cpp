// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/roll_commands.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <algorithm>
#include <iterator>
#include <utility>

#include "core/score/edits.h"
#include "core/score/phrasing.h"
#include "core/score/timing.h"
#include "ui/piano_roll/note_clip.h"
#include "ui/piano_roll/words.h"

namespace cadenza::ui {
namespace {

QString verb(const char* text) { return QCoreApplication::translate("PianoRoll", text); }

void commit(RollState& state, const char* name, const ScoreEdit& edit) {
  if (edit.empty()) return explainLocks(state, state.document().selection());
  state.document().push(
      stepName(verb(name), std::max(edit.removed.notes.size(), edit.added.notes.size())), edit);
  const auto& selection = state.document().selection();
  if (!selection.empty()) state.reveal(selection.front());
}

void soundSelection(RollState& state) {
  constexpr std::size_t most = 6;
  const auto& notes = state.document().selection();
  for (std::size_t i = 0; i < std::min(most, notes.size()); ++i) {
    if (notes[i].onset != notes.front().onset) break;
    Q_EMIT state.auditionRequested(notes[i].pitch, notes[i].velocity);
  }
}

// A copy: the selection changes while the edit is applied.
std::vector<Note> selected(const RollState& state) { return state.document().selection(); }

// The selection, or all notes.
std::vector<Note> concerned(const RollState& state) {
  const auto& selection = state.document().selection();
  return selection.empty() ? state.score().notes() : selection;
}

void insertAt(RollState& state, std::vector<Note> notes, Tick onset, const char* name) {
  if (notes.empty()) return;
  const Tick first = std::min_element(notes.begin(), notes.end())->onset;
  for (Note& note : notes) {
    note.locked = false;
    note.onset = std::min(note.onset - first + onset, maxTick - 1);
    note.duration = std::min(note.duration, maxTick - note.onset);
  }
  commit(state, name, insertNotes(std::move(notes)));
}

}  // namespace

void transpose(RollState& state, int semitones) {
  const auto notes = selected(state);
  commit(state, "Transpose", moveNotes(notes, 0, semitones));
  soundSelection(state);
}

void stepInKey(RollState& state, int direction) {
  if (!state.key()) return transpose(state, direction);
  const auto notes = selected(state);
  commit(state, "Transpose in the key", transposeInKey(notes, *state.key(), direction));
  soundSelection(state);
}

void nudge(RollState& state, Tick ticks) {
  commit(state, "Nudge", moveNotes(selected(state), ticks, 0));
}

void lengthen(RollState& state, Tick ticks) {
  const char* const name = ticks > 0 ? "Lengthen" : "Shorten";
  commit(state, name, resizeEnds(selected(state), ticks, state.step()));
}

void changeLoudness(RollState& state, int velocity) {
  commit(state, "Change velocity of", changeVelocities(selected(state), velocity));
  soundSelection(state);
}

void quantise(RollState& state) {
  const ScoreEdit edit = quantiseEdit(state, {state.step()});
  commit(state, "Quantise", edit);
  tellMerged(state, edit);
}

void tellMerged(RollState& state, const ScoreEdit& edit) {
  const std::size_t before = edit.removed.notes.size();
  const std::size_t after = edit.added.notes.size();
  if (after >= before) return;
  state.say(before - after == 1
                ? verb("1 note was merged with another of its pitch on the same grid line.")
                : verb("%1 notes were merged with others of their pitch on the same grid line.")
                      .arg(before - after));
}

ScoreEdit quantiseEdit(const RollState& state, const QuantiseOptions& options) {
  return quantise(state.score().meter(), concerned(state), options, state.score().notes());
}

ScoreEdit humaniseEdit(const RollState& state, const HumaniseOptions& options, std::uint64_t seed) {
  return humanise(concerned(state), options, Random(seed));
}

void split(RollState& state) {
  commit(state, "Split", splitNotes(concerned(state), state.playhead()));
}

void removeOverlapping(RollState& state) {
  commit(state, "Remove overlaps of", removeOverlaps(concerned(state)));
}

void join(RollState& state) { commit(state, "Join", joinNotes(selected(state))); }

void legatoSelection(RollState& state) { commit(state, "Legato of", legato(selected(state))); }

void scaleLengths(RollState& state, double factor) {
  commit(state, factor > 1 ? "Lengthen" : "Shorten", scaleDurations(selected(state), factor));
}

void stretchSelection(RollState& state, double factor) {
  commit(state, factor > 1 ? "Stretch" : "Squeeze", stretchNotes(selected(state), factor));
}

void toggleLock(RollState& state) {
  const auto notes = selected(state);
  const bool lock = !std::ranges::all_of(notes, &Note::locked);
  commit(state, lock ? "Lock" : "Unlock", lockNotes(notes, lock));
}

void invertSelection(RollState& state) {
  std::vector<Note> others;
  std::ranges::set_difference(state.score().notes(), state.document().selection(),
                              std::back_inserter(others));
  state.document().select(std::move(others));
}

void selectSamePitch(RollState& state) {
  PitchSet pitches;
  for (const Note& note : state.document().selection()) pitches.set(note.pitch);
  std::vector<Note> notes;
  std::ranges::copy_if(state.score().notes(), std::back_inserter(notes),
                       [&](const Note& note) { return pitches[note.pitch]; });
  state.document().select(std::move(notes));
}

void selectInRange(RollState& state) {
  if (!state.timeRange()) return;
  const auto notes = state.score().notesStartingIn(*state.timeRange());
  state.document().select({notes.begin(), notes.end()});
}

void eraseSelection(RollState& state) {
  const auto notes = selected(state);
  commit(state, "Delete", eraseNotes(notes));
}

void duplicate(RollState& state) {
  const auto notes = selected(state);
  if (notes.empty()) return;
  Tick end = 0;
  for (const Note& note : notes) end = std::max(end, note.end());
  const Tick step = state.step();
  const Tick length = (end - notes.front().onset + step - 1) / step * step;
  insertAt(state, notes, notes.front().onset + length, "Duplicate");
}

void explainLocks(RollState& state, std::span<const Note> notes) {
  if (std::ranges::any_of(notes, &Note::locked)) {
    state.say(verb("Locked notes stay as they are; unlock them first."));
  }
}

void copySelection(RollState& state) {
  if (state.document().selection().empty()) return;
  QGuiApplication::clipboard()->setMimeData(toMimeData(state.document().selection()).release());
}

void cutSelection(RollState& state) {
  copySelection(state);
  commit(state, "Cut", eraseNotes(selected(state)));
}

bool canPaste() { return holdsNotes(QGuiApplication::clipboard()->mimeData()); }

void paste(RollState& state) {
  insertAt(state, notesFrom(QGuiApplication::clipboard()->mimeData()),
           state.toGridDown(state.playhead(), false), "Paste");
}

std::optional<Note> neighbour(const RollState& state, int direction) {
  const auto& notes = state.score().notes();
  const auto& selection = state.document().selection();
  if (notes.empty()) return std::nullopt;
  if (selection.empty()) {
    const auto first =
        std::lower_bound(notes.begin(), notes.end(), state.view().visibleTicks().begin,
                         [](const Note& note, Tick tick) { return note.onset < tick; });
    return first == notes.end() ? notes.back() : *first;
  }
  if (direction > 0) {
    const auto next = std::upper_bound(notes.begin(), notes.end(), selection.back());
    return next == notes.end() ? std::nullopt : std::optional(*next);
  }
  const auto here = std::lower_bound(notes.begin(), notes.end(), selection.front());
  return here == notes.begin() ? std::nullopt : std::optional(*(here - 1));
}

void selectNeighbour(RollState& state, int direction) {
  const auto note = neighbour(state, direction);
  if (!note) return;
  state.document().select({*note});
  state.cursor().followNote(*note);
  state.reveal(*note);
  state.hover(state.textOf(*note));
  Q_EMIT state.auditionRequested(note->pitch, note->velocity);
}

}  // namespace cadenza::ui
