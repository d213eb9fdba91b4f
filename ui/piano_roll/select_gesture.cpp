// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "ui/piano_roll/gesture.h"
#include "ui/piano_roll/words.h"

namespace cadenza::ui {
namespace {

class SelectGesture : public Gesture {
 public:
  SelectGesture(RollState& state, const Pointer& pressed)
      : state_(state), pressed_(pressed), now_(pressed), threshold_(pressed.position) {
    before_ = state.document().selection();
    if (pressed.extends()) kept_ = before_;
  }
  ~SelectGesture() override {
    if (!released_) {
      state_.document().select(before_);
      state_.setTimeRange(rangeBefore_);
    }
    Q_EMIT state_.looksChanged();
  }

  void move(const Pointer& pointer) override {
    now_ = pointer;
    if (!threshold_.passed(pointer.position)) return;
    std::vector<Note> inBand = notesIn(state_.score(), ticks(), lowest(), highest());
    std::vector<Note> both;
    std::set_symmetric_difference(kept_.begin(), kept_.end(), inBand.begin(), inBand.end(),
                                  std::back_inserter(both));
    state_.document().select(std::move(both));
    if (state_.marksGaps()) markGap(inBand.empty());
    Q_EMIT state_.looksChanged();
  }

  void release(const Pointer& pointer) override {
    move(pointer);
    if (!threshold_.isPassed()) state_.document().select(kept_);
    released_ = true;
  }

  void paint(QPainter& painter) const override {
    if (!threshold_.isPassed()) return;
    const RollTransform& view = state_.view();
    const QRectF band =
        QRectF(QPointF(view.xOf(pressed_.tick), pressedY()), now_.position).normalized();
    const QColor line = state_.theme().selection;
    QColor tint = line;
    tint.setAlphaF(0.10F);
    painter.setPen(QPen(line, 1));
    painter.setBrush(tint);
    painter.drawRect(band.toRect());
  }

 private:
  void markGap(bool isEmpty) {
    const auto [from, to] = std::minmax(pressed_.tick, now_.tick);
    const TickRange gap{state_.toGrid(from, now_.ignoresSnap()),
                        state_.toGrid(to, now_.ignoresSnap())};
    state_.setTimeRange(isEmpty ? gap : rangeBefore_);
    if (!isEmpty || gap.length() <= 0) return;
    const MeterMap& meter = state_.score().meter();
    state_.hover(QCoreApplication::translate("PianoRoll", "gap from %1 to %2")
                     .arg(positionText(meter, gap.begin), positionText(meter, gap.end)));
  }

  // The corner stays with its place in the music when the view scrolls.
  double pressedY() const { return state_.view().yOf(pressed_.pitch) + pressedOffset_; }
  TickRange ticks() const {
    const auto [from, to] = std::minmax(pressed_.tick, now_.tick);
    return {static_cast<Tick>(std::clamp<double>(from, -1, maxTick)),
            static_cast<Tick>(std::clamp<double>(to, 0, maxTick)) + 1};
  }
  int lowest() const { return std::min(pressed_.pitch, now_.pitch); }
  int highest() const { return std::max(pressed_.pitch, now_.pitch); }

  RollState& state_;
  Pointer pressed_;
  Pointer now_;
  DragThreshold threshold_;
  double pressedOffset_ = pressed_.position.y() - state_.view().yOf(pressed_.pitch);
  std::vector<Note> before_;
  std::optional<TickRange> rangeBefore_ = state_.timeRange();
  std::vector<Note> kept_;
  bool released_ = false;
};

}  // namespace

std::unique_ptr<Gesture> selectGesture(RollState& state, const Pointer& pressed) {
  return std::make_unique<SelectGesture>(state, pressed);
}

}  // namespace cadenza::ui
