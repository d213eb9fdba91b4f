// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/note_cursor.h"

#include <QCoreApplication>
#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <utility>

#include "core/score/edits.h"
#include "core/score/key.h"
#include "ui/piano_roll/roll_state.h"
#include "ui/piano_roll/words.h"

namespace cadenza::ui {
namespace {

// Shorter than any written value (a 128th); hands that strike a chord are nearer together.
constexpr Tick chordSpread = ticksPerQuarter / 32;
constexpr int emptyVelocity = 60;

using Iterator = std::vector<Note>::const_iterator;

QString words(const char* text) { return QCoreApplication::translate("NoteCursor", text); }

bool isTogether(Tick earlier, Tick later) { return later - earlier <= chordSpread; }

Iterator chordBegin(const std::vector<Note>& notes, Iterator note) {
  while (note != notes.begin() && isTogether(std::prev(note)->onset, note->onset)) --note;
  return note;
}

Iterator chordEnd(const std::vector<Note>& notes, Iterator note) {
  for (++note; note != notes.end() && isTogether(std::prev(note)->onset, note->onset);) ++note;
  return note;
}

std::vector<Note> byPitch(Iterator first, Iterator last) {
  std::vector<Note> chord(first, last);
  std::ranges::stable_sort(chord, {}, &Note::pitch);
  return chord;
}

Iterator firstFrom(const std::vector<Note>& notes, Tick tick) {
  return std::ranges::lower_bound(notes, tick, {}, &Note::onset);
}

TickRange onsetsOf(const std::vector<Note>& chord) {
  const auto [first, last] = std::ranges::minmax(chord, {}, &Note::onset);
  return {first.onset, last.onset + 1};
}

std::vector<Note> withAll(std::vector<Note> notes, std::span<const Note> more) {
  for (const Note& note : more) {
    if (std::ranges::find(notes, note) == notes.end()) notes.push_back(note);
  }
  return notes;
}

}  // namespace

NoteCursor::NoteCursor(RollState& state) : state_(state) {
  connect(&state_.document(), &Document::changed, this, [this] {
    anchor_.reset();
    Q_EMIT moved();
  });
  connect(&state_.document(), &Document::replaced, this, [this] {
    shown_ = false;
    place(0, 60);
  });
}

std::optional<Note> NoteCursor::note() const {
  for (const Note& note : state_.score().notesStartingIn({tick_, tick_ + 1})) {
    if (note.pitch == pitch_) return note;
  }
  std::optional<Note> sounding;
  for (const Note& note : state_.score().notesAround({tick_, tick_ + 1})) {
    if (note.pitch == pitch_ && note.onset <= tick_ && tick_ < note.end()) sounding = note;
  }
  return sounding;
}

std::vector<Note> NoteCursor::chord() const {
  const auto& notes = state_.score().notes();
  const Iterator here = firstFrom(notes, tick_);
  if (here == notes.end() || here->onset != tick_) return {};
  return byPitch(chordBegin(notes, here), chordEnd(notes, here));
}

QString NoteCursor::text() const {
  const MeterMap& meter = state_.score().meter();
  const auto here = note();
  if (!here) {
    return words("%1 · bar %2 · nothing here")
        .arg(pitchText(pitch_, state_.key()), positionText(meter, tick_));
  }
  QString text = state_.textOf(*here);
  if (here->onset != tick_) text = words("%1 · held").arg(text);
  const auto together = chord();
  const auto place = std::ranges::find(together, *here);
  if (together.size() > 1 && place != together.end()) {
    text = words("%1 · %2 of %3").arg(text).arg(place - together.begin() + 1).arg(together.size());
  }
  return state_.document().isSelected(*here) ? words("%1 · selected").arg(text) : text;
}

void NoteCursor::place(Tick tick, int pitch) {
  tick_ = std::clamp(tick, Tick{0}, maxTick - 1);
  pitch_ = std::clamp(pitch, 0, 127);
  Q_EMIT moved();
}

void NoteCursor::followMouse(Tick tick, int pitch) {
  anchor_.reset();
  shown_ = false;
  place(tick, pitch);
}

void NoteCursor::followNote(const Note& note) {
  anchor_.reset();
  shown_ = true;
  place(note.onset, note.pitch);
}

void NoteCursor::hide() {
  if (std::exchange(shown_, false)) Q_EMIT moved();
}

void NoteCursor::moveTo(Tick tick, int pitch) {
  anchor_.reset();
  shown_ = true;
  place(tick, pitch);
  tell();
}

void NoteCursor::tell() {
  state_.reveal(Note{tick_, 1, static_cast<std::uint8_t>(pitch_)});
  state_.hover(text());
}

std::vector<Note> NoteCursor::nextChord() const {
  const auto& notes = state_.score().notes();
  Iterator next = firstFrom(notes, tick_);
  if (next != notes.end() && next->onset == tick_) next = chordEnd(notes, next);
  return next == notes.end() ? std::vector<Note>() : byPitch(next, chordEnd(notes, next));
}

std::vector<Note> NoteCursor::previousChord() const {
  const auto& notes = state_.score().notes();
  Iterator here = firstFrom(notes, tick_);
  if (here != notes.end() && here->onset == tick_) here = chordBegin(notes, here);
  if (here == notes.begin()) return {};
  return byPitch(chordBegin(notes, std::prev(here)), here);
}

void NoteCursor::anchor(Reach reach) {
  if (reach == Reach::Select) {
    anchor_.reset();
  } else if (!anchor_) {
    const auto here = chord();
    anchor_ = here.empty() ? TickRange{tick_, tick_} : onsetsOf(here);
  }
}

void NoteCursor::selectFromAnchor(TickRange to) {
  const TickRange range{std::min(anchor_->begin, to.begin), std::max(anchor_->end, to.end)};
  const auto notes = state_.score().notesStartingIn(range);
  state_.document().select({notes.begin(), notes.end()});
}

void NoteCursor::toChord(int direction, Reach reach) {
  const auto chord = direction > 0 ? nextChord() : previousChord();
  anchor(reach);
  land(chord, reach);
}

void NoteCursor::land(const std::vector<Note>& chord, Reach reach) {
  shown_ = true;
  if (chord.empty()) return tell();
  const auto nearest = std::ranges::min_element(
      chord, {}, [this](const Note& note) { return std::abs(note.pitch - pitch_); });
  place(nearest->onset, nearest->pitch);
  if (reach == Reach::Extend) {
    selectFromAnchor(onsetsOf(chord));
  } else {
    state_.document().select({*nearest});
  }
  tell();
  Q_EMIT state_.auditionRequested(nearest->pitch, nearest->velocity);
}

void NoteCursor::inChord(int direction, Reach reach) {
  const auto together = chord();
  if (together.empty()) return bySemitones(direction);
  shown_ = true;
  std::optional<Note> next;
  for (const Note& note : together) {
    const bool beyond = direction > 0 ? note.pitch > pitch_ : note.pitch < pitch_;
    if (beyond && (!next || direction < 0)) next = note;
  }
  // Beyond the chord there is room for another hand.
  if (!next) return reach == Reach::Extend ? tell() : bySemitones(direction);
  const auto selected = state_.document().selection();
  const auto from = note();
  place(next->onset, next->pitch);
  auto wanted = reach == Reach::Extend ? selected : std::vector<Note>();
  if (reach == Reach::Extend && from) wanted = withAll(std::move(wanted), std::span(&*from, 1));
  state_.document().select(withAll(std::move(wanted), std::span(&*next, 1)));
  tell();
  Q_EMIT state_.auditionRequested(next->pitch, next->velocity);
}

void NoteCursor::toBar(int direction, Reach reach) {
  const MeterMap& meter = state_.score().meter();
  const int bar = meter.positionAt(tick_).bar;
  const Tick here = meter.barStart(bar);
  const bool inside = tick_ > here;
  goTo(direction > 0 ? meter.barStart(bar + 1) : meter.barStart(inside ? bar : bar - 1), reach);
}

void NoteCursor::toStart(Reach reach) { goTo(0, reach); }

void NoteCursor::toEnd(Reach reach) {
  Tick end = 0;
  for (const Note& note : state_.score().notes()) end = std::max(end, note.end());
  goTo(end, reach);
}

void NoteCursor::goTo(Tick tick, Reach reach) {
  shown_ = true;
  anchor(reach);
  place(tick, pitch_);
  if (reach == Reach::Extend) {
    selectFromAnchor({tick_, tick_});
    return tell();
  }
  state_.document().clearSelection();
  tell();
  if (const auto here = note()) Q_EMIT state_.auditionRequested(here->pitch, here->velocity);
}

void NoteCursor::byStep(int direction) {
  const Tick step = state_.step();
  Tick line = tick_;
  if (state_.snap() > 0) line = state_.toGridDown(tick_, false);
  if (direction > 0) {
    line = state_.snap() > 0 ? state_.toGridDown(line + step, false) : tick_ + step;
  } else if (line == tick_) {
    line = state_.snap() > 0 ? state_.toGridDown(std::max(tick_ - 1, 0), false) : tick_ - step;
  }
  state_.document().clearSelection();
  moveTo(line, pitch_);
  if (const auto here = note()) Q_EMIT state_.auditionRequested(here->pitch, here->velocity);
}

void NoteCursor::bySemitones(int semitones) {
  const int pitch = pitch_ + semitones;
  if (pitch < 0 || pitch > 127) return tell();
  state_.document().clearSelection();
  moveTo(tick_, pitch);
  const auto here = note();
  Q_EMIT state_.auditionRequested(pitch_, here ? here->velocity : emptyVelocity);
}

void NoteCursor::toPlayhead() {
  state_.document().clearSelection();
  moveTo(state_.playhead(), pitch_);
}

void NoteCursor::toggleNote() {
  shown_ = true;
  const auto here = note();
  if (!here) return tell();
  auto notes = state_.document().selection();
  if (std::erase(notes, *here) == 0) notes.push_back(*here);
  state_.document().select(std::move(notes));
  Q_EMIT moved();
  tell();
}

void NoteCursor::selectChord() {
  shown_ = true;
  auto notes = chord();
  if (const auto here = note(); here && notes.empty()) notes = {*here};
  state_.document().select(notes);
  Q_EMIT moved();
  tell();
}

void NoteCursor::eraseNote() {
  shown_ = true;
  const auto here = note();
  if (!here) return tell();
  if (here->locked) return state_.say(words("Locked notes stay as they are; unlock them first."));
  state_.document().push(stepName(words("Delete"), 1), eraseNotes(std::span(&*here, 1)));
  tell();
}

}  // namespace cadenza::ui
