// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/roll_commands.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <algorithm>
#include <utility>

#include "core/score/edits.h"
#include "ui/piano_roll/note_clip.h"
#include "ui/piano_roll/words.h"

namespace cadenza::ui {
namespace {

QString verb(const char* text) { return QCoreApplication::translate("PianoRoll", text); }

void commit(RollState& state, const char* name, const ScoreEdit& edit) {
  state.document().push(
      stepName(verb(name), std::max(edit.removed.notes.size(), edit.added.notes.size())), edit);
  const auto& selection = state.document().selection();
  if (!edit.empty() && !selection.empty()) state.reveal(selection.front());
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

int nextInKey(const Key& key, int pitch, int direction) {
  for (int next = pitch + direction; next >= 0 && next <= 127; next += direction) {
    if (key.contains(next)) return next;
  }
  return pitch;
}

void insertAt(RollState& state, std::vector<Note> notes, Tick onset, const char* name) {
  if (notes.empty()) return;
  const Tick first = std::min_element(notes.begin(), notes.end())->onset;
  for (Note& note : notes) {
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
  ScoreEdit edit;
  edit.removed.notes = selected(state);
  edit.added.notes = edit.removed.notes;
  for (Note& note : edit.added.notes) {
    note.pitch = static_cast<std::uint8_t>(nextInKey(*state.key(), note.pitch, direction));
  }
  commit(state, "Transpose in the key", edit);
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
  const auto& selection = state.document().selection();
  const auto notes = selection.empty() ? state.score().notes() : selection;
  commit(state, "Quantise", quantiseOnsets(notes, state.step()));
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
  state.reveal(*note);
  state.hover(noteText(state.score().meter(), *note));
  Q_EMIT state.auditionRequested(note->pitch, note->velocity);
}

}  // namespace cadenza::ui
