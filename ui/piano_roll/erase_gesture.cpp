// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <QLineF>
#include <algorithm>
#include <cmath>

#include "core/score/edits.h"
#include "ui/piano_roll/gesture.h"
#include "ui/piano_roll/roll_commands.h"
#include "ui/piano_roll/words.h"

namespace cadenza::ui {
namespace {

class EraseGesture : public Gesture {
 public:
  EraseGesture(RollState& state, const Pointer& pressed) : state_(state), last_(pressed.position) {
    sweepTo(pressed.position);
  }
  ~EraseGesture() override { state_.setPreview({}); }

  void move(const Pointer& pointer) override { sweepTo(pointer.position); }

  void release(const Pointer& pointer) override {
    sweepTo(pointer.position);
    state_.setPreview({});
    const ScoreEdit edit = eraseNotes(swept_);
    if (edit.empty()) explainLocks(state_, swept_);
    state_.document().push(
        stepName(QCoreApplication::translate("PianoRoll", "Erase"), edit.removed.notes.size()),
        edit);
  }

  [[nodiscard]] bool scrollsAtBorders() const override { return false; }

 private:
  void sweepTo(QPointF to) {
    const QLineF way(last_, to);
    const int stops = 1 + static_cast<int>(way.length() / 3);
    for (int stop = 1; stop <= stops; ++stop) take(way.pointAt(static_cast<double>(stop) / stops));
    last_ = to;
    state_.setPreview(eraseNotes(swept_));
  }

  void take(QPointF point) {
    const auto hit = hitNote(state_.score(), state_.view(), point);
    if (hit && std::find(swept_.begin(), swept_.end(), hit->note) == swept_.end()) {
      swept_.push_back(hit->note);
    }
  }

  RollState& state_;
  QPointF last_;
  std::vector<Note> swept_;
};

}  // namespace

std::unique_ptr<Gesture> eraseGesture(RollState& state, const Pointer& pressed) {
  return std::make_unique<EraseGesture>(state, pressed);
}

}  // namespace cadenza::ui
