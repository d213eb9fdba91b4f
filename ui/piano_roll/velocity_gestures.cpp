// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/velocity_gestures.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <utility>

#include "core/score/velocity_edits.h"
#include "ui/controls/words.h"
#include "ui/piano_roll/words.h"

namespace cadenza::ui {
namespace {

constexpr double room = 8;  // above the loudest and under the softest

QString tr(const char* text) { return QCoreApplication::translate("VelocityLane", text); }

// The notes whose bars are between two places of the lane.
auto notesBetween(const RollState& state, double left, double right) {
  const RollTransform& view = state.view();
  const auto tick = [&](double x) {
    return static_cast<Tick>(std::clamp<double>(std::floor(view.tickAt(x)), 0, maxTick - 1));
  };
  return state.score().notesStartingIn(
      {tick(left - velocityReach), tick(right + velocityReach) + 1});
}

// Why a stroke there changes none of the notes under it; empty where there are none.
QString whyUntouched(const RollState& state, double left, double right) {
  const auto notes = notesBetween(state, left, right);
  if (notes.begin() == notes.end() || !notesUnderStroke(state, left, right).empty()) return {};
  const bool allLocked = std::ranges::all_of(notes, &Note::locked);
  return allLocked ? tr("Locked notes stay as they are; unlock them first.")
                   : tr("Only selected notes change; Esc selects none.");
}

// What all of them do: show the edit, tell a number, push one step.
class VelocityGesture : public Gesture {
 public:
  VelocityGesture(RollState& state, const Pointer& pressed, double height)
      : state_(state), pressed_(pressed), now_(pressed), height_(height) {}
  ~VelocityGesture() override { state_.setPreview({}); }

  void move(const Pointer& pointer) override {
    now_ = pointer;
    state_.setPreview(edit());
    state_.hover(number());
  }

  void release(const Pointer& pointer) override {
    move(pointer);
    const ScoreEdit done = edit();
    std::vector<Note> selection = state_.document().selection();
    state_.setPreview({});
    if (done.empty()) {
      if (const QString why = whyNothing(); !why.isEmpty()) state_.say(why);
      return;
    }
    state_.document().push(stepName(tr("Change velocity of"), done.added.notes.size()), done);
    // What was selected stays so, and nothing else.
    if (!selection.empty()) {
      selection.insert(selection.end(), done.added.notes.begin(), done.added.notes.end());
    }
    state_.document().select(std::move(selection));
  }

  void paint(QPainter& painter) const override {
    const QRectF area(0, 0, state_.view().size().width(), height_);
    paintBubble(painter, state_.theme(), area, now_.position, number());
  }

 protected:
  [[nodiscard]] virtual ScoreEdit edit() = 0;
  /// What to say of a drag that changed nothing.
  [[nodiscard]] virtual QString whyNothing() const { return {}; }
  [[nodiscard]] virtual QString number() const {
    return tr("velocity %1").arg(velocityAt(now_.position.y()));
  }
  [[nodiscard]] int velocityAt(double y) const {
    return static_cast<int>(std::lround(velocityScale(height_).valueAt(y)));
  }
  [[nodiscard]] double risen() const { return pressed_.position.y() - now_.position.y(); }

  RollState& state_;
  Pointer pressed_;
  Pointer now_;
  double height_;
};

class StrokeGesture : public VelocityGesture {
 public:
  StrokeGesture(RollState& state, const Pointer& pressed, double height)
      : VelocityGesture(state, pressed, height), last_(pressed) {
    StrokeGesture::move(pressed);
  }

  void move(const Pointer& pointer) override {
    const auto [from, to] = std::minmax({last_.position.x(), pointer.position.x()});
    VelocityStroke stroke = between(last_, pointer);
    for (const Note& note : notesUnderStroke(state_, from, to)) {
      set(note, stroke.velocityAt(note.onset));
    }
    if (why_.isEmpty()) why_ = whyUntouched(state_, from, to);
    last_ = pointer;
    VelocityGesture::move(pointer);
  }

 private:
  [[nodiscard]] VelocityStroke between(const Pointer& from, const Pointer& to) const {
    const auto stop = [&](const Pointer& p) {
      return std::pair(static_cast<Tick>(std::clamp<double>(std::round(p.tick), -1, maxTick)),
                       velocityAt(p.position.y()));
    };
    auto [begin, first] = stop(from);
    auto [end, last] = stop(to);
    // Where the pointer stands it is right, also for an onset a little beside it.
    if (begin == end) first = last;
    if (begin > end) {
      std::swap(begin, end);
      std::swap(first, last);
    }
    return {begin, first, end, last};
  }

  void set(const Note& note, int velocity) {
    const auto found = std::lower_bound(before_.begin(), before_.end(), note);
    const auto index = found - before_.begin();
    if (found == before_.end() || *found != note) {
      before_.insert(found, note);
      after_.insert(after_.begin() + index, note);
    }
    after_[static_cast<std::size_t>(index)].velocity = static_cast<std::uint8_t>(velocity);
  }

  ScoreEdit edit() override { return {{before_, {}, {}, {}}, {after_, {}, {}, {}}}; }
  // A stroke that leaves velocities as they were has touched something.
  QString whyNothing() const override { return before_.empty() ? why_ : QString(); }

  Pointer last_;
  QString why_;
  std::vector<Note> before_;  // as they stand in the score
  std::vector<Note> after_;
};

class LineGesture : public VelocityGesture {
 public:
  LineGesture(RollState& state, const Pointer& pressed, double height)
      : VelocityGesture(state, pressed, height) {
    LineGesture::move(pressed);
  }

  void paint(QPainter& painter) const override {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(state_.theme().selection, 1.5));
    painter.drawPolyline(points());
    painter.restore();
    VelocityGesture::paint(painter);
  }

 private:
  [[nodiscard]] VelocityStroke stroke() const {
    const Pointer& left = pressed_.tick <= now_.tick ? pressed_ : now_;
    const Pointer& right = pressed_.tick <= now_.tick ? now_ : pressed_;
    const auto tick = [](const Pointer& p) {
      return static_cast<Tick>(std::clamp<double>(std::round(p.tick), -1, maxTick));
    };
    return {tick(left), velocityAt(left.position.y()), tick(right), velocityAt(right.position.y()),
            now_.keepsToAxis() ? VelocityShape::Curve : VelocityShape::Line};
  }

  [[nodiscard]] QPolygonF points() const {
    const VelocityStroke line = stroke();
    const LaneScale scale = velocityScale(height_);
    QPolygonF points;
    constexpr int pieces = 24;
    for (int i = 0; i <= pieces; ++i) {
      const Tick tick =
          line.from + static_cast<Tick>(std::int64_t{line.to - line.from} * i / pieces);
      points.append({state_.view().xOf(tick), scale.yOf(line.velocityAt(tick))});
    }
    return points;
  }

  ScoreEdit edit() override {
    const auto [from, to] = std::minmax({pressed_.position.x(), now_.position.x()});
    return strokeVelocities(notesUnderStroke(state_, from, to), stroke());
  }
  QString whyNothing() const override {
    const auto [from, to] = std::minmax({pressed_.position.x(), now_.position.x()});
    return notesUnderStroke(state_, from, to).empty() ? whyUntouched(state_, from, to) : QString();
  }
};

class ShiftGesture : public VelocityGesture {
 public:
  ShiftGesture(RollState& state, const Pointer& pressed, double height, std::vector<Note> notes)
      : VelocityGesture(state, pressed, height), notes_(std::move(notes)) {}

 private:
  [[nodiscard]] int delta() const {
    const LaneScale scale = velocityScale(height_);
    return static_cast<int>(
        std::lround(risen() / (scale.bottom - scale.top) * (scale.high - scale.low)));
  }
  ScoreEdit edit() override { return shiftVelocities(notes_, delta()); }
  QString number() const override {
    const ScoreEdit done = shiftVelocities(notes_, delta());
    const int moved =
        done.empty() ? 0 : done.added.notes[0].velocity - int{done.removed.notes[0].velocity};
    return tr("velocity %1%2").arg(moved > 0 ? QStringLiteral("+") : QString()).arg(moved);
  }

  std::vector<Note> notes_;
};

class ScaleGesture : public VelocityGesture {
 public:
  ScaleGesture(RollState& state, const Pointer& pressed, double height, std::vector<Note> notes)
      : VelocityGesture(state, pressed, height), notes_(std::move(notes)) {}

 private:
  // A lane's height up is three times as loud, down a third.
  [[nodiscard]] double factor() const { return std::pow(3.0, risen() / height_); }
  ScoreEdit edit() override { return scaleVelocities(notes_, factor()); }
  QString number() const override { return tr("velocity × %1").arg(decimalText(factor(), 2)); }

  std::vector<Note> notes_;
};

}  // namespace

LaneScale velocityScale(double height) { return {Lane::gap + room - 4, height - room, 1, 127}; }

std::vector<Note> notesUnderStroke(const RollState& state, double left, double right) {
  const bool onlySelected = !state.document().selection().empty();
  std::vector<Note> notes;
  for (const Note& note : notesBetween(state, left, right)) {
    if (note.locked || (onlySelected && !state.document().isSelected(note))) continue;
    notes.push_back(note);
  }
  return notes;
}

std::unique_ptr<Gesture> strokeGesture(RollState& state, const Pointer& pressed, double height) {
  return std::make_unique<StrokeGesture>(state, pressed, height);
}

std::unique_ptr<Gesture> lineGesture(RollState& state, const Pointer& pressed, double height) {
  return std::make_unique<LineGesture>(state, pressed, height);
}

std::unique_ptr<Gesture> shiftGesture(RollState& state, const Pointer& pressed, double height,
                                      std::vector<Note> notes) {
  return std::make_unique<ShiftGesture>(state, pressed, height, std::move(notes));
}

std::unique_ptr<Gesture> scaleGesture(RollState& state, const Pointer& pressed, double height,
                                      std::vector<Note> notes) {
  return std::make_unique<ScaleGesture>(state, pressed, height, std::move(notes));
}

}  // namespace cadenza::ui
