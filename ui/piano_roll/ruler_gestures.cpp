// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/ruler_gestures.h"

#include <QCoreApplication>
#include <algorithm>

#include "core/score/place_edits.h"
#include "ui/piano_roll/words.h"

namespace cadenza::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("TimeRuler", text); }

// Changes the marked stretch while it lasts; a click goes to where it was.
class RangeGesture : public Gesture {
 public:
  RangeGesture(RollState& state, const Pointer& pressed)
      : state_(state),
        pressed_(pressed),
        threshold_(pressed.position),
        before_(state.timeRange()) {}
  ~RangeGesture() override {
    if (!released_) state_.setTimeRange(before_);
  }

  void move(const Pointer& pointer) override {
    if (!threshold_.passed(pointer.position)) return;
    const TickRange range = rangeTo(pointer);
    state_.setTimeRange(range);
    const MeterMap& meter = state_.score().meter();
    state_.hover(
        tr("bar %1 to %2").arg(positionText(meter, range.begin), positionText(meter, range.end)));
  }
  void release(const Pointer& pointer) override {
    move(pointer);
    released_ = true;
    if (threshold_.isPassed()) return;
    Q_EMIT state_.seekRequested(state_.toGrid(pointer.tick, pointer.ignoresSnap()));
  }

 protected:
  [[nodiscard]] virtual TickRange rangeTo(const Pointer& pointer) const = 0;

  RollState& state_;
  Pointer pressed_;
  DragThreshold threshold_;
  std::optional<TickRange> before_;

 private:
  bool released_ = false;
};

class Mark : public RangeGesture {
 public:
  Mark(RollState& state, const Pointer& pressed, Tick anchor)
      : RangeGesture(state, pressed), anchor_(anchor) {}

 private:
  TickRange rangeTo(const Pointer& pointer) const override {
    const Tick to = state_.toGrid(pointer.tick, pointer.ignoresSnap());
    return {std::min(anchor_, to), std::max(anchor_, to)};
  }

  Tick anchor_;
};

class MoveRange : public RangeGesture {
 public:
  using RangeGesture::RangeGesture;

 private:
  TickRange rangeTo(const Pointer& pointer) const override {
    const double moved = before_->begin + pointer.tick - pressed_.tick;
    const Tick begin =
        std::min(state_.toGrid(moved, pointer.ignoresSnap()), maxTick - before_->length());
    return {begin, begin + before_->length()};
  }
};

class MoveMarker : public Gesture {
 public:
  MoveMarker(RollState& state, const Pointer& pressed, const Marker& marker)
      : state_(state), pressed_(pressed), marker_(marker), threshold_(pressed.position) {}
  ~MoveMarker() override { state_.setPreview({}); }

  void move(const Pointer& pointer) override {
    if (!threshold_.passed(pointer.position)) return;
    const Tick to =
        state_.toGrid(marker_.tick + pointer.tick - pressed_.tick, pointer.ignoresSnap());
    edit_ = moveMarker(state_.score(), marker_, to);
    state_.setPreview(edit_);
    state_.hover(
        tr("%1 · bar %2")
            .arg(QString::fromStdString(marker_.text), positionText(state_.score().meter(), to)));
  }
  void release(const Pointer& pointer) override {
    move(pointer);
    state_.setPreview({});
    if (!threshold_.isPassed()) {
      Q_EMIT state_.seekRequested(marker_.tick);
    } else {
      state_.document().push(tr("Move marker"), edit_);
    }
  }

 private:
  RollState& state_;
  Pointer pressed_;
  Marker marker_;
  DragThreshold threshold_;
  ScoreEdit edit_;
};

}  // namespace

std::unique_ptr<Gesture> markGesture(RollState& state, const Pointer& pressed, Tick anchor) {
  return std::make_unique<Mark>(state, pressed, anchor);
}

std::unique_ptr<Gesture> moveRangeGesture(RollState& state, const Pointer& pressed) {
  return std::make_unique<MoveRange>(state, pressed);
}

std::unique_ptr<Gesture> moveMarkerGesture(RollState& state, const Pointer& pressed,
                                           const Marker& marker) {
  return std::make_unique<MoveMarker>(state, pressed, marker);
}

}  // namespace cadenza::ui
