// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <algorithm>

#include "core/score/edits.h"
#include "ui/piano_roll/gesture.h"

namespace cadenza::ui {
namespace {

constexpr Tick shortestFree = 15;  // a 256th: nobody draws shorter by hand

class DrawGesture : public Gesture {
 public:
  DrawGesture(RollState& state, const Pointer& pressed)
      : state_(state), threshold_(pressed.position) {
    note_.onset = state.toGridDown(pressed.tick, pressed.ignoresSnap());
    note_.duration = state.drawnLength();
    note_.pitch = static_cast<std::uint8_t>(pressed.pitch);
    note_.velocity = static_cast<std::uint8_t>(state.drawnVelocity());
    show();
    Q_EMIT state_.auditionRequested(note_.pitch, note_.velocity);
  }
  ~DrawGesture() override { state_.setPreview({}); }

  void move(const Pointer& pointer) override {
    if (!threshold_.passed(pointer.position)) return;
    const Tick end = endFor(pointer);
    note_.duration = std::clamp(end - note_.onset, shortest(pointer), maxTick - note_.onset);
    show();
  }

  void release(const Pointer& pointer) override {
    move(pointer);
    state_.setPreview({});
    state_.rememberDrawn(note_);
    state_.document().push(QCoreApplication::translate("PianoRoll", "Draw note"),
                           insertNotes({note_}));
  }

 private:
  void show() { state_.setPreview(insertNotes({note_})); }

  Tick shortest(const Pointer& pointer) const {
    return pointer.ignoresSnap() || state_.snap() == 0 ? shortestFree : state_.snap();
  }

  // The end of the grid cell that the pointer is in.
  Tick endFor(const Pointer& pointer) const {
    const Tick end = state_.toGridDown(pointer.tick, pointer.ignoresSnap());
    return pointer.ignoresSnap() || end < note_.onset ? end : end + state_.snap();
  }

  RollState& state_;
  DragThreshold threshold_;
  Note note_;
};

}  // namespace

std::unique_ptr<Gesture> drawGesture(RollState& state, const Pointer& pressed) {
  return std::make_unique<DrawGesture>(state, pressed);
}

}  // namespace cadenza::ui
