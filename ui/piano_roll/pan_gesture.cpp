// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/gesture.h"

namespace cadenza::ui {
namespace {

class PanGesture : public Gesture {
 public:
  PanGesture(RollState& state, const Pointer& pressed) : state_(state), last_(pressed.position) {}

  void move(const Pointer& pointer) override {
    const QPointF distance = last_ - pointer.position;
    last_ = pointer.position;
    state_.changeView([&](RollTransform& view) { view.scrollByPixels(distance); });
  }
  void release(const Pointer& pointer) override { move(pointer); }
  [[nodiscard]] bool scrollsAtBorders() const override { return false; }

 private:
  RollState& state_;
  QPointF last_;
};

}  // namespace

std::unique_ptr<Gesture> panGesture(RollState& state, const Pointer& pressed) {
  return std::make_unique<PanGesture>(state, pressed);
}

}  // namespace cadenza::ui
