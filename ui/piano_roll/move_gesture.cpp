// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <utility>

#include "core/score/edits.h"
#include "ui/piano_roll/gesture.h"
#include "ui/piano_roll/roll_commands.h"
#include "ui/piano_roll/words.h"

namespace cadenza::ui {
namespace {

class MoveGesture : public Gesture {
 public:
  MoveGesture(RollState& state, const Pointer& pressed, const Note& note)
      : state_(state), pressed_(pressed), note_(note), threshold_(pressed.position) {
    wasSelected_ = document().isSelected(note);
    if (!wasSelected_ && !pressed.extends()) document().select({note});
    Q_EMIT state_.auditionRequested(note.pitch, note.velocity);
    soundingPitch_ = note.pitch;
  }
  ~MoveGesture() override { state_.setPreview({}); }

  void move(const Pointer& pointer) override {
    if (!threshold_.passed(pointer.position)) return;
    state_.setPreview(editFor(pointer));
    tell(pointer);
    sound(pointer);
  }

  void release(const Pointer& pointer) override {
    if (!threshold_.passed(pointer.position)) return click();
    const ScoreEdit edit = editFor(pointer);
    state_.setPreview({});
    if (edit.empty()) explainLocks(state_, moved());
    document().push(nameFor(pointer), edit);
    state_.rememberDrawn(note_);
  }

 private:
  Document& document() const { return state_.document(); }

  std::vector<Note> moved() const {
    std::vector<Note> notes = document().selection();
    if (!document().isSelected(note_)) notes.push_back(note_);
    return notes;
  }

  std::pair<Tick, int> distance(const Pointer& pointer) const {
    const double ticks = pointer.tick - pressed_.tick;
    int semitones = pointer.pitch - pressed_.pitch;
    const bool alongTime = std::abs(ticks) * state_.view().pixelsPerTick() >=
                           std::abs(semitones) * state_.view().rowHeight();
    if (pointer.keepsToAxis() && alongTime) semitones = 0;
    if (pointer.keepsToAxis() && !alongTime) return {0, semitones};
    return {snappedDistance(ticks, pointer.ignoresSnap()), semitones};
  }

  // So that the note in hand lands on the grid; a hand that trembles moves nothing.
  Tick snappedDistance(double ticks, bool free) const {
    if (free) return static_cast<Tick>(std::lround(ticks));
    if (std::abs(ticks) * state_.view().pixelsPerTick() < 4 ||
        std::abs(ticks) < state_.snap() / 2.0) {
      return 0;
    }
    return state_.toGrid(note_.onset + ticks, false) - note_.onset;
  }

  ScoreEdit editFor(const Pointer& pointer) const {
    const auto [ticks, semitones] = distance(pointer);
    std::vector<Note> notes = moved();
    if (!pointer.copies()) return moveNotes(notes, ticks, semitones);
    for (Note& note : notes) note.locked = false;
    ScoreEdit edit = moveNotes(notes, ticks, semitones);
    edit.removed = {};
    return edit;
  }

  QString nameFor(const Pointer& pointer) const {
    const char* const verb = pointer.copies() ? "Copy" : "Move";
    return stepName(QCoreApplication::translate("PianoRoll", verb), moved().size());
  }

  // One note speaks for itself.
  void tell(const Pointer& pointer) {
    const std::size_t count = state_.preview().added.notes.size();
    if (count < 2) return;
    const auto [ticks, semitones] = distance(pointer);
    state_.hover(distanceText(count, ticks, semitones));
  }

  void sound(const Pointer& pointer) {
    const int pitch = std::clamp(note_.pitch + distance(pointer).second, 0, 127);
    if (pitch == soundingPitch_) return;
    soundingPitch_ = pitch;
    Q_EMIT state_.auditionRequested(pitch, note_.velocity);
  }

  void click() {
    state_.rememberDrawn(note_);
    if (!pressed_.extends()) return document().select({note_});
    std::vector<Note> notes = document().selection();
    if (wasSelected_) {
      std::erase(notes, note_);
    } else {
      notes.push_back(note_);
    }
    document().select(std::move(notes));
  }

  RollState& state_;
  Pointer pressed_;
  Note note_;
  DragThreshold threshold_;
  bool wasSelected_ = false;
  int soundingPitch_ = 0;
};

}  // namespace

std::unique_ptr<Gesture> moveGesture(RollState& state, const Pointer& pressed, const Note& note) {
  return std::make_unique<MoveGesture>(state, pressed, note);
}

}  // namespace cadenza::ui
