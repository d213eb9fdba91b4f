// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/note_writer.h"

#include <QCoreApplication>
#include <QScopedValueRollback>
#include <algorithm>
#include <cstdlib>
#include <utility>

#include "core/score/edits.h"
#include "core/score/key.h"
#include "ui/piano_roll/roll_state.h"
#include "ui/piano_roll/words.h"

namespace cadenza::ui {
namespace {

constexpr Tick wholeNote = 4 * ticksPerQuarter;

QString words(const char* text) { return QCoreApplication::translate("NoteWriter", text); }

int naturalOf(char letter) {
  static constexpr int naturals[] = {9, 11, 0, 2, 4, 5, 7};  // A to G
  return naturals[letter - 'A'];
}

// The pitch class that the key means by a letter: F is F sharp in G major.
int pitchClassOf(char letter, const std::optional<Key>& key) {
  const int natural = naturalOf(letter);
  if (!key || key->contains(natural)) return natural;
  for (const int accidental : {1, 11}) {
    const int pitchClass = (natural + accidental) % 12;
    const bool isSpelledSo = printedPitch(60 + pitchClass, key).front() == letter;
    if (key->contains(pitchClass) && isSpelledSo) return pitchClass;
  }
  return natural;
}

bool isPlain(Tick ticks) {
  for (Tick length = wholeNote; length >= wholeNote / 64; length /= 2) {
    if (length == ticks) return true;
  }
  return false;
}

}  // namespace

NoteWriter::NoteWriter(RollState& state, NoteCursor& cursor) : state_(state), cursor_(cursor) {
  connect(&state_.document(), &Document::changed, this, &NoteWriter::followEdit);
  connect(&state_.document(), &Document::replaced, this, [this] {
    written_.clear();
    undone_.clear();
    rests_.clear();
  });
}

void NoteWriter::setOn(bool on) {
  if (on == on_) return;
  on_ = on;
  rests_.clear();
  if (on_) {
    cursor_.moveTo(cursor_.tick(), cursor_.pitch());
    state_.hover(words(
        "Writing: A to G write, with Shift into the chord, 1 to 7 choose a length, "
        "0 rests, + and - change by a semitone, Y lengthens, Backspace takes back, Esc ends"));
  } else {
    state_.hover(words("Writing has ended"));
  }
  Q_EMIT onChanged(on_);
}

Note NoteWriter::noteAt(Tick onset, int pitch) const {
  return {onset, std::min(state_.drawnLength(), maxTick - onset), static_cast<std::uint8_t>(pitch),
          static_cast<std::uint8_t>(state_.drawnVelocity())};
}

void NoteWriter::put(const Note& note, bool advances) {
  const auto there = state_.score().notesStartingIn({note.onset, note.onset + 1});
  const auto same = std::ranges::find(there, note.pitch, &Note::pitch);
  if (same != there.end()) {
    state_.document().select({*same});
  } else {
    const QScopedValueRollback<bool> ours(busy_, true);
    undone_.clear();
    std::erase_if(rests_, [&](const TickRange& rest) { return rest.end > note.onset; });
    written_.push_back({note, advances});
    state_.document().push(stepName(words("Write"), 1), insertNotes({note}));
  }
  cursor_.moveTo(advances ? note.end() : cursor_.tick(), note.pitch);
  state_.hover(noteText(state_.score().meter(), note, state_.key()));
  Q_EMIT state_.auditionRequested(note.pitch, note.velocity);
}

void NoteWriter::write() {
  put(noteAt(cursor_.tick(), cursor_.pitch()), true);
  state_.document().clearSelection();
}

void NoteWriter::writeAndStay() {
  put(noteAt(cursor_.tick(), cursor_.pitch()), false);
  state_.document().clearSelection();
}

int NoteWriter::pitchOf(char letter, int near) const {
  const int pitchClass = pitchClassOf(letter, state_.key());
  int best = -1;
  for (int pitch = pitchClass; pitch <= 127; pitch += 12) {
    if (best < 0 || std::abs(pitch - near) <= std::abs(best - near)) best = pitch;
  }
  return best;
}

void NoteWriter::writeLetter(char letter) {
  put(noteAt(cursor_.tick(), pitchOf(letter, cursor_.pitch())), true);
}

void NoteWriter::addLetter(char letter) {
  const std::vector<Note> chord = lastChord();
  if (chord.empty()) return put(noteAt(cursor_.tick(), pitchOf(letter, cursor_.pitch())), false);
  Note note = chord.front();
  const int highest = std::ranges::max(chord, {}, &Note::pitch).pitch;
  int pitch = pitchOf(letter, highest);
  if (pitch <= highest) pitch += 12;
  if (pitch > 127) return;
  note.pitch = static_cast<std::uint8_t>(pitch);
  note.locked = false;
  put(note, false);
  cursor_.moveTo(cursor_.tick(), chord.front().pitch);
  state_.hover(noteText(state_.score().meter(), note, state_.key()));
}

// What was written last with all that was added to it; nothing where the cursor has gone on.
std::vector<Note> NoteWriter::lastChord() const {
  std::vector<Note> chord;
  for (auto last = written_.rbegin(); last != written_.rend(); ++last) {
    const bool belongs = last->note.end() == cursor_.tick() &&
                         (chord.empty() || last->note.onset == chord.front().onset);
    if (!belongs) break;
    chord.insert(chord.begin(), last->note);
    if (last->advanced) break;
  }
  return chord;
}

// The note that ends at the cursor, the nearest in pitch.
std::vector<Note> NoteWriter::noteBefore() const {
  const Tick tick = cursor_.tick();
  std::vector<Note> nearest;
  for (const Note& note : state_.score().notesAround({tick - 1, tick})) {
    if (note.end() != tick) continue;
    const auto away = [this](const Note& n) { return std::abs(n.pitch - cursor_.pitch()); };
    if (nearest.empty() || away(note) < away(nearest.front())) nearest = {note};
  }
  return nearest;
}

void NoteWriter::rest() {
  state_.document().clearSelection();
  const Tick begin = cursor_.tick();
  cursor_.moveTo(begin + state_.drawnLength(), cursor_.pitch());
  if (cursor_.tick() > begin) rests_.push_back({begin, cursor_.tick()});
}

void NoteWriter::alter(int semitones) {
  const std::vector<Note> chord = lastChord();
  if (chord.empty()) return state_.say(words("Go to the end of the last written note first."));
  const Note note = written_.back().note;
  const ScoreEdit edit = moveNotes({&note, 1}, 0, semitones);
  const auto isTaken = [&](const Note& other) {
    return other.onset == note.onset && other.pitch == edit.added.notes.front().pitch;
  };
  if (edit.empty() ||
      std::ranges::any_of(state_.score().notesStartingIn({note.onset, note.onset + 1}), isTaken)) {
    return state_.say(words("The note can't be moved there."));
  }
  state_.document().push(stepName(semitones > 0 ? words("Raise") : words("Lower"), 1), edit);
  const Note altered = written_.back().note;
  cursor_.moveTo(cursor_.tick(), lastChord().front().pitch);
  state_.hover(noteText(state_.score().meter(), altered, state_.key()));
  Q_EMIT state_.auditionRequested(altered.pitch, altered.velocity);
}

void NoteWriter::tie() {
  const std::vector<Note> chord = lastChord();
  if (chord.empty()) return state_.say(words("Go to the end of the last written note first."));
  const ScoreEdit edit = resizeEnds(chord, state_.drawnLength());
  if (edit.empty()) return state_.say(words("The notes can't be made longer."));
  state_.document().push(stepName(words("Lengthen"), chord.size()), edit);
}

void NoteWriter::takeBack() {
  if (!rests_.empty() && rests_.back().end == cursor_.tick()) {
    const Tick begin = rests_.back().begin;
    rests_.pop_back();
    return cursor_.moveTo(begin, cursor_.pitch());
  }
  std::vector<Note> last = lastChord();
  const bool isOurs = !last.empty();
  if (!isOurs) last = noteBefore();
  if (last.empty()) return cursor_.byStep(-1);
  const ScoreEdit edit = eraseNotes(last);
  if (edit.empty()) return state_.say(words("Locked notes stay as they are; unlock them first."));
  const Note first = last.front();
  {
    const QScopedValueRollback<bool> ours(busy_, true);
    if (isOurs) written_.resize(written_.size() - last.size());
    undone_.clear();
    state_.document().push(stepName(words("Delete"), edit.removed.notes.size()), edit);
  }
  cursor_.moveTo(first.onset, first.pitch);
}

void NoteWriter::setLength(Tick ticks) {
  state_.setDrawnLength(ticks);
  state_.hover(words("The next note: %1").arg(lengthText(state_.drawnLength())));
  Q_EMIT lengthChanged();
}

void NoteWriter::toggleDot() {
  const Tick length = state_.drawnLength();
  if (isPlain(length)) return setLength(length * 3 / 2);
  if (length % 3 == 0 && isPlain(length / 3 * 2)) setLength(length / 3 * 2);
}

void NoteWriter::toggleTriplet() {
  const Tick length = state_.drawnLength();
  if (isPlain(length)) return setLength(length / 3 * 2);
  if (length % 2 == 0 && isPlain(length / 2 * 3)) setLength(length / 2 * 3);
}

// Undo or redo of a note that was written, or a change of written notes.
void NoteWriter::followEdit(const ScoreEdit& edit) {
  const auto& removed = edit.removed.notes;
  const auto& added = edit.added.notes;
  if (busy_ || removed.size() + added.size() == 0) return;
  if (removed.size() == added.size()) return followChange(removed, added);
  if (removed.size() + added.size() > 1) return;
  const bool isLast = !removed.empty() && !written_.empty() && written_.back().note == removed[0];
  if (isLast) {
    undone_.push_back(written_.back());
    written_.pop_back();
    if (undone_.back().advanced) cursor_.moveTo(removed[0].onset, removed[0].pitch);
  } else if (removed.empty() && !undone_.empty() && undone_.back().note == added[0]) {
    written_.push_back(undone_.back());
    undone_.pop_back();
    if (written_.back().advanced) cursor_.moveTo(added[0].end(), added[0].pitch);
  }
}

void NoteWriter::followChange(const std::vector<Note>& before, const std::vector<Note>& after) {
  for (Written& one : written_) {
    const auto found = std::ranges::find(before, one.note);
    if (found == before.end()) continue;
    const Note old =
        std::exchange(one.note, after[static_cast<std::size_t>(found - before.begin())]);
    if (&one != &written_.back() || !cursor_.isShown()) continue;
    const bool wasBehind = cursor_.tick() == old.end();
    cursor_.moveTo(wasBehind ? one.note.end() : cursor_.tick(), one.note.pitch);
  }
}

}  // namespace cadenza::ui
