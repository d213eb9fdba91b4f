// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/tempo_gestures.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <utility>

#include "core/score/tempo_edits.h"
#include "ui/controls/words.h"
#include "ui/piano_roll/words.h"

namespace cadenza::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("TempoLane", text); }

class TempoGesture : public Gesture {
 public:
  TempoGesture(RollState& state, const Pointer& pressed, const LaneScale& scale)
      : state_(state), pressed_(pressed), now_(pressed), scale_(scale) {}
  ~TempoGesture() override { state_.setPreview({}); }

  void move(const Pointer& pointer) override {
    now_ = pointer;
    state_.setPreview(edit());
    state_.hover(words());
  }
  void release(const Pointer& pointer) override {
    move(pointer);
    const ScoreEdit done = edit();
    state_.setPreview({});
    state_.document().push(name(), done);
  }
  void paint(QPainter& painter) const override {
    const QRectF area(0, 0, state_.view().size().width(), scale_.bottom + 8);
    paintBubble(painter, state_.theme(), area, now_.position, number());
  }

 protected:
  [[nodiscard]] virtual ScoreEdit edit() const = 0;
  [[nodiscard]] virtual QString name() const = 0;
  [[nodiscard]] virtual QString number() const { return tempoText(tempoAt(now_)); }
  [[nodiscard]] virtual QString words() const {
    return tr("%1 · bar %2").arg(number(), positionText(state_.score().meter(), tickAt(now_)));
  }
  [[nodiscard]] double tempoAt(const Pointer& pointer) const {
    return std::round(scale_.valueAt(pointer.position.y()));
  }
  [[nodiscard]] Tick tickAt(const Pointer& pointer) const {
    return state_.toGrid(pointer.tick, pointer.ignoresSnap());
  }

  RollState& state_;
  Pointer pressed_;
  Pointer now_;
  LaneScale scale_;
};

class AddTempo : public TempoGesture {
 public:
  AddTempo(RollState& state, const Pointer& pressed, const LaneScale& scale)
      : TempoGesture(state, pressed, scale) {
    AddTempo::move(pressed);
  }

 private:
  ScoreEdit edit() const override { return addTempo(state_.score(), tickAt(now_), tempoAt(now_)); }
  QString name() const override { return tr("Add tempo %1").arg(tempoAt(now_)); }
};

class MoveTempo : public TempoGesture {
 public:
  MoveTempo(RollState& state, const Pointer& pressed, const LaneScale& scale,
            const TempoChange& change)
      : TempoGesture(state, pressed, scale), change_(change), threshold_(pressed.position) {}

  void move(const Pointer& pointer) override {
    if (threshold_.passed(pointer.position)) TempoGesture::move(pointer);
  }

 private:
  [[nodiscard]] bool isAlongTime() const {
    const QPointF way = now_.position - pressed_.position;
    return std::abs(way.x()) > std::abs(way.y());
  }
  [[nodiscard]] double tempo() const {
    if (!threshold_.isPassed() || (now_.keepsToAxis() && isAlongTime())) {
      return change_.quartersPerMinute();
    }
    const double risen = scale_.valueAt(now_.position.y()) - scale_.valueAt(pressed_.position.y());
    return std::round(change_.quartersPerMinute() + risen);
  }
  [[nodiscard]] Tick tick() const {
    if (now_.keepsToAxis() && !isAlongTime()) return change_.tick;
    const double moved = now_.tick - pressed_.tick;
    return state_.toGrid(change_.tick + moved, now_.ignoresSnap());
  }
  ScoreEdit edit() const override {
    if (!threshold_.isPassed()) return {};
    return moveTempo(state_.score(), change_.tick, tick(), tempo());
  }
  QString name() const override { return tr("Move tempo"); }
  QString number() const override { return tempoText(tempo()); }
  QString words() const override {
    return tr("%1 · bar %2").arg(number(), positionText(state_.score().meter(), tick()));
  }

  TempoChange change_;
  DragThreshold threshold_;
};

class RampTempo : public TempoGesture {
 public:
  RampTempo(RollState& state, const Pointer& pressed, const LaneScale& scale)
      : TempoGesture(state, pressed, scale), threshold_(pressed.position) {}

  void move(const Pointer& pointer) override {
    if (threshold_.passed(pointer.position)) TempoGesture::move(pointer);
  }
  void paint(QPainter& painter) const override {
    if (!threshold_.isPassed()) return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(state_.theme().selection, 1.5));
    painter.drawLine(QPointF(state_.view().xOf(pressed_.tick), pressed_.position.y()),
                     now_.position);
    painter.restore();
    TempoGesture::paint(painter);
  }

 private:
  [[nodiscard]] TempoRamp ramp() const {
    const bool forward = pressed_.tick <= now_.tick;
    const Pointer& first = forward ? pressed_ : now_;
    const Pointer& last = forward ? now_ : pressed_;
    // As fine as the grid, but a step is heard as one only if it is no shorter than a 16th.
    const Tick step = std::clamp(state_.step(), ticksPerQuarter / 4, ticksPerQuarter);
    return {{tickAt(first), tickAt(last)}, tempoAt(first), tempoAt(last), step};
  }
  ScoreEdit edit() const override {
    return threshold_.isPassed() ? rampTempo(state_.score(), ramp()) : ScoreEdit{};
  }
  QString name() const override {
    return ramp().to < ramp().from ? tr("Ritardando") : tr("Accelerando");
  }
  QString number() const override {
    return tr("%1 to %2").arg(tempoText(ramp().from), tempoText(ramp().to));
  }

  DragThreshold threshold_;
};

}  // namespace

QString tempoText(double quartersPerMinute) {
  const double tenths = std::round(quartersPerMinute * 10) / 10;
  const int decimals = tenths == std::round(tenths) ? 0 : 1;
  return QStringLiteral("♩ = %1").arg(decimalText(tenths, decimals));
}

std::unique_ptr<Gesture> addTempoGesture(RollState& state, const Pointer& pressed,
                                         const LaneScale& scale) {
  return std::make_unique<AddTempo>(state, pressed, scale);
}

std::unique_ptr<Gesture> moveTempoGesture(RollState& state, const Pointer& pressed,
                                          const LaneScale& scale, const TempoChange& change) {
  return std::make_unique<MoveTempo>(state, pressed, scale, change);
}

std::unique_ptr<Gesture> rampTempoGesture(RollState& state, const Pointer& pressed,
                                          const LaneScale& scale) {
  return std::make_unique<RampTempo>(state, pressed, scale);
}

}  // namespace cadenza::ui
