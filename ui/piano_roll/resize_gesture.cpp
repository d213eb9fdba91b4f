// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "core/score/edits.h"
#include "ui/piano_roll/gesture.h"
#include "ui/piano_roll/roll_commands.h"
#include "ui/piano_roll/words.h"

namespace cadenza::ui {
namespace {

constexpr Tick shortestFree = 15;

class ResizeGesture : public Gesture {
 public:
  ResizeGesture(RollState& state, const Pointer& pressed, const NoteHit& hit)
      : state_(state), pressed_(pressed), hit_(hit), threshold_(pressed.position) {
    if (!state.document().isSelected(hit.note)) state.document().select({hit.note});
  }
  ~ResizeGesture() override { state_.setPreview({}); }

  void move(const Pointer& pointer) override {
    if (threshold_.passed(pointer.position)) state_.setPreview(editFor(pointer));
  }

  void release(const Pointer& pointer) override {
    if (!threshold_.passed(pointer.position)) return state_.document().select({hit_.note});
    const ScoreEdit edit = editFor(pointer);
    state_.setPreview({});
    const std::size_t count = state_.document().selection().size();
    if (edit.empty()) explainLocks(state_, state_.document().selection());
    state_.document().push(stepName(QCoreApplication::translate("PianoRoll", "Resize"), count),
                           edit);
    if (count == 1 && !edit.added.notes.empty()) state_.rememberDrawn(edit.added.notes.front());
  }

 private:
  ScoreEdit editFor(const Pointer& pointer) const {
    const bool free = pointer.ignoresSnap();
    const Tick shortest = free || state_.snap() == 0 ? shortestFree : state_.snap();
    const double ticks = pointer.tick - pressed_.tick;
    const std::vector<Note>& notes = state_.document().selection();
    if (hit_.part == NotePart::Start) {
      const Tick to = state_.toGrid(hit_.note.onset + ticks, free);
      return resizeStarts(notes, to - hit_.note.onset, shortest);
    }
    const Tick to = state_.toGrid(hit_.note.end() + ticks, free);
    return resizeEnds(notes, to - hit_.note.end(), shortest);
  }

  RollState& state_;
  Pointer pressed_;
  NoteHit hit_;
  DragThreshold threshold_;
};

}  // namespace

std::unique_ptr<Gesture> resizeGesture(RollState& state, const Pointer& pressed,
                                       const NoteHit& hit) {
  return std::make_unique<ResizeGesture>(state, pressed, hit);
}

}  // namespace cadenza::ui
