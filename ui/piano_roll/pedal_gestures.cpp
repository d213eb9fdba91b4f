// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/pedal_gestures.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <utility>

#include "core/score/changed_items.h"
#include "core/score/pedal_edits.h"
#include "ui/piano_roll/previewed.h"
#include "ui/piano_roll/words.h"

namespace cadenza::ui {
namespace {

constexpr double edgeReach = 5;

QString tr(const char* text) { return QCoreApplication::translate("PedalLane", text); }

Tick tickOf(double tick) { return static_cast<Tick>(std::clamp<double>(tick, 0, maxTick - 1)); }

class PedalGesture : public Gesture {
 public:
  PedalGesture(RollState& state, const Pointer& pressed) : state_(state), pressed_(pressed) {}
  ~PedalGesture() override { state_.setPreview({}); }

  void move(const Pointer& pointer) override {
    edit_ = editTo(pointer);
    state_.setPreview(edit_);
  }
  void release(const Pointer& pointer) override {
    move(pointer);
    state_.setPreview({});
    state_.document().push(name(), edit_);
  }

 protected:
  [[nodiscard]] virtual ScoreEdit editTo(const Pointer& pointer) = 0;
  [[nodiscard]] virtual QString name() const = 0;
  void tell(TickRange range) const {
    const MeterMap& meter = state_.score().meter();
    state_.hover(tr("pedal · bar %1 to %2")
                     .arg(positionText(meter, range.begin), positionText(meter, range.end)));
  }

  RollState& state_;
  Pointer pressed_;

 private:
  ScoreEdit edit_;
};

class DrawPedal : public PedalGesture {
 public:
  DrawPedal(RollState& state, const Pointer& pressed)
      : PedalGesture(state, pressed),
        threshold_(pressed.position),
        anchor_(state.toGridDown(pressed.tick, pressed.ignoresSnap())) {}

 private:
  ScoreEdit editTo(const Pointer& pointer) override {
    if (!threshold_.passed(pointer.position)) return {};
    const bool free = pointer.ignoresSnap();
    const Tick here = state_.toGrid(pointer.tick, free);
    const Tick least = free ? 1 : std::max(state_.snap(), Tick{1});
    TickRange range{std::min(anchor_, here), std::max(anchor_, here)};
    if (range.length() < least) range.end = range.begin + least;
    tell(range);
    return setPedalDown(state_.score(), range);
  }
  QString name() const override { return tr("Draw pedal"); }

  DragThreshold threshold_;
  Tick anchor_;
};

class MovePedal : public PedalGesture {
 public:
  MovePedal(RollState& state, const Pointer& pressed, const PedalHit& hit)
      : PedalGesture(state, pressed), hit_(hit), threshold_(pressed.position) {}

 private:
  ScoreEdit editTo(const Pointer& pointer) override {
    if (!threshold_.passed(pointer.position)) return {};
    const auto [block, part] = hit_;
    const double ticks = pointer.tick - pressed_.tick;
    const bool free = pointer.ignoresSnap();
    if (part == NotePart::Body) {
      const Tick to = state_.toGrid(block.begin + ticks, free);
      tell({to, to + block.length()});
      return movePedalBlock(state_.score(), block, to - block.begin);
    }
    TickRange range = block;
    if (part == NotePart::Start) {
      range.begin = std::min(state_.toGrid(block.begin + ticks, free), block.end - 1);
    } else {
      range.end = std::max(state_.toGrid(block.end + ticks, free), block.begin + 1);
    }
    tell(range);
    return resizePedalBlock(state_.score(), block, range);
  }
  QString name() const override {
    return hit_.part == NotePart::Body ? tr("Move pedal") : tr("Change length of pedal");
  }

  PedalHit hit_;
  DragThreshold threshold_;
};

class ErasePedal : public PedalGesture {
 public:
  ErasePedal(RollState& state, const Pointer& pressed)
      : PedalGesture(state, pressed), last_(pressed.tick), left_(state.score()) {
    ErasePedal::move(pressed);
  }

 private:
  ScoreEdit editTo(const Pointer& pointer) override {
    const auto [from, to] = std::minmax({last_, pointer.tick});
    last_ = pointer.tick;
    for (const TickRange block : pedalBlocks(left_.pedal())) {
      if (block.begin > tickOf(to) || block.end <= tickOf(from)) continue;
      left_.apply(left_.completed(liftPedal(left_, block)));
    }
    ScoreEdit edit;
    addDifference(state_.score().pedal(), left_.pedal(), edit.removed.pedal, edit.added.pedal);
    return edit;
  }
  QString name() const override { return tr("Lift pedal"); }

  double last_;
  Score left_;
};

}  // namespace

std::optional<PedalHit> hitPedal(const RollState& state, double x) {
  const RollTransform& view = state.view();
  std::optional<PedalHit> near;
  for (const double offset : {0.0, edgeReach, -edgeReach}) {
    const auto block = pedalBlockAt(state.score().pedal(), tickOf(view.tickAt(x + offset)));
    if (!block) continue;
    const double left = view.xOf(block->begin);
    const double right = view.xOf(block->end);
    const double reach = offset == 0 ? std::min(edgeReach, (right - left) / 3) : edgeReach;
    if (std::abs(x - left) <= reach) return PedalHit{*block, NotePart::Start};
    if (std::abs(x - right) <= reach) return PedalHit{*block, NotePart::End};
    if (offset == 0) near = PedalHit{*block, NotePart::Body};
    if (near) return near;
  }
  return std::nullopt;
}

const std::vector<PedalChange>& previewedPedal(const RollState& state,
                                               std::vector<PedalChange>& room) {
  const ScoreEdit& preview = state.preview();
  if (preview.removed.pedal.empty() && preview.added.pedal.empty()) return state.score().pedal();
  room = previewed(state.score().pedal(), preview.removed.pedal, preview.added.pedal);
  return room;
}

std::unique_ptr<Gesture> drawPedalGesture(RollState& state, const Pointer& pressed) {
  return std::make_unique<DrawPedal>(state, pressed);
}

std::unique_ptr<Gesture> movePedalGesture(RollState& state, const Pointer& pressed,
                                          const PedalHit& hit) {
  return std::make_unique<MovePedal>(state, pressed, hit);
}

std::unique_ptr<Gesture> erasePedalGesture(RollState& state, const Pointer& pressed) {
  return std::make_unique<ErasePedal>(state, pressed);
}

}  // namespace cadenza::ui
