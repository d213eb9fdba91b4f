// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/pedal_lane.h"

#include <QMenu>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "core/score/pedal_edits.h"
#include "ui/piano_roll/pedal_gestures.h"
#include "ui/piano_roll/words.h"

namespace cadenza::ui {
namespace {

constexpr double room = 6;  // above and under a block

double topOf(int value, const QRectF& area) {
  return std::round(area.bottom() - room - value / 127.0 * (area.height() - 2 * room));
}

}  // namespace

PedalLane::PedalLane(RollState& state, WheelControl& wheel, QWidget* parent)
    : Lane(LaneKind::Pedal, tr("Pedal"), state, wheel, parent) {
  setToolTip(tr("Sustain pedal (CC64). Drag: draw · double-click a block: lift · Alt: no snap"));
  const auto forget = [this] { hovered_.reset(); };
  connect(&state.document(), &Document::changed, this, forget);
  connect(&state.document(), &Document::replaced, this, forget);
}

std::unique_ptr<Gesture> PedalLane::gestureFor(const Pointer& pressed) {
  if (state().tool() == Tool::Erase) return erasePedalGesture(state(), pressed);
  const auto hit = hitPedal(state(), pressed.position.x());
  return hit ? movePedalGesture(state(), pressed, *hit) : drawPedalGesture(state(), pressed);
}

std::unique_ptr<Gesture> PedalLane::doubleClicked(const Pointer& pressed) {
  const auto hit = hitPedal(state(), pressed.position.x());
  if (!hit) return gestureFor(pressed);
  state().document().push(tr("Lift pedal"), liftPedal(state().score(), hit->block));
  return nullptr;
}

void PedalLane::openMenu(const Pointer& pressed, QPoint globalPosition) {
  const auto hit = hitPedal(state(), pressed.position.x());
  QMenu menu(this);
  QAction* lift = menu.addAction(tr("Lift the pedal here"));
  lift->setEnabled(hit.has_value());
  QAction* liftAll = menu.addAction(tr("Lift it everywhere"));
  liftAll->setEnabled(!state().score().pedal().empty());
  const QAction* chosen = menu.exec(globalPosition);
  if (!chosen) return;
  const TickRange range = chosen == lift ? hit->block : TickRange{0, maxTick};
  state().document().push(tr("Lift pedal"), liftPedal(state().score(), range));
}

void PedalLane::hoverAt(const Pointer& pointer) {
  const auto hit = hitPedal(state(), pointer.position.x());
  const auto block = hit ? std::optional(hit->block) : std::nullopt;
  if (block != hovered_) update();
  hovered_ = block;
  const MeterMap& meter = state().score().meter();
  if (!hit) {
    setCursor(Qt::CrossCursor);
    const Tick tick = state().toGridDown(pointer.tick, false);
    return state().hover(tr("pedal up · bar %1").arg(positionText(meter, tick)));
  }
  setCursor(hit->part == NotePart::Body ? Qt::SizeAllCursor : Qt::SizeHorCursor);
  const Tick tick = std::clamp(state().toGrid(pointer.tick, true), block->begin, block->end - 1);
  state().hover(tr("pedal down %1 · bar %2 to %3")
                    .arg(pedalAt(state().score().pedal(), tick))
                    .arg(positionText(meter, block->begin),
                         positionText(meter, std::min(block->end, state().score().end()))));
}

void PedalLane::leaveEvent(QEvent* event) {
  hovered_.reset();
  update();
  Lane::leaveEvent(event);
}

void PedalLane::paintValues(QPainter& painter, const QRectF& area) {
  std::vector<PedalChange> previewed;
  const std::vector<PedalChange>& pedal = previewedPedal(state(), previewed);
  paintShade(painter, pedal, area, state().theme().accent);
  paintShade(painter, state().candidate().pedal, area, state().theme().candidate);
  if (hovered_ && !isDragging()) paintHovered(painter, area);
  if (!pedal.empty()) return;
  painter.setPen(state().theme().quietText);
  painter.setFont(fontOfSize(metrics::smallText));
  painter.drawText(area.adjusted(12, 0, -12, 0), Qt::AlignLeft | Qt::AlignVCenter,
                   tr("Drag to hold the pedal"));
}

void PedalLane::paintShade(QPainter& painter, const std::vector<PedalChange>& pedal,
                           const QRectF& area, const QColor& down) const {
  const TickRange seen = paintedTicks();
  const auto before = [](const PedalChange& change, Tick tick) { return change.tick < tick; };
  auto first = std::lower_bound(pedal.begin(), pedal.end(), seen.begin + 1, before);
  const auto last = std::lower_bound(first, pedal.end(), seen.end, before);
  if (first != pedal.begin()) --first;
  if (last - first > area.width()) return paintColumns(painter, pedal, seen, area, down);
  const Theme& theme = state().theme();
  for (auto change = first; change != last; ++change) {
    if (change->value == 0) continue;
    const double left = std::max(std::round(xOf(change->tick)), -4.0);
    const Tick end = change + 1 == pedal.end() ? maxTick : (change + 1)->tick;
    const double right = std::min(std::round(xOf(end)), area.right() + 4);
    const double top = topOf(change->value, area);
    QColor shade = change->isDown() ? down : theme.quietText;
    const QColor edge = shade;
    shade.setAlphaF(change->isDown() ? 0.40F : 0.22F);
    const double width = std::max(1.0, right - left);
    painter.fillRect(QRectF(left, top, width, area.bottom() - room - top), shade);
    painter.fillRect(QRectF(left, top, width, change->isDown() ? 2 : 1), edge);
    // Where the pedal goes down or up, at any zoom, a line says so.
    const bool wasDown = change != pedal.begin() && (change - 1)->isDown();
    const bool staysDown = change + 1 != pedal.end() && !(change + 1)->lifts();
    const double tall = area.bottom() - room - top;
    if (change->isDown() && (!wasDown || change->repedals))
      painter.fillRect(QRectF(left, top, 2, tall), edge);
    if (change->isDown() && !staysDown) {
      painter.fillRect(QRectF(std::max(left, right - 2), top, 2, tall), edge);
    }
  }
}

// More changes than pixels: how far it is down at most in each column.
void PedalLane::paintColumns(QPainter& painter, const std::vector<PedalChange>& pedal,
                             TickRange seen, const QRectF& area, QColor down) const {
  std::vector<int> most(static_cast<std::size_t>(std::ceil(area.width())) + 1, 0);
  const auto column = [&](Tick tick) {
    return static_cast<std::size_t>(
        std::clamp(xOf(tick), 0.0, static_cast<double>(most.size() - 1)));
  };
  const auto before = [](const PedalChange& change, Tick tick) { return change.tick < tick; };
  auto change = std::lower_bound(pedal.begin(), pedal.end(), seen.begin + 1, before);
  if (change != pedal.begin()) --change;
  for (; change != pedal.end() && change->tick < seen.end; ++change) {
    const Tick end = change + 1 == pedal.end() ? seen.end : (change + 1)->tick;
    for (std::size_t x = column(change->tick); x <= column(std::min(end, seen.end)); ++x) {
      most[x] = std::max<int>(most[x], change->value);
    }
  }
  QColor half = state().theme().quietText;
  down.setAlphaF(0.55F);
  half.setAlphaF(0.35F);
  for (std::size_t x = 0; x < most.size(); ++x) {
    if (most[x] == 0) continue;
    const double top = topOf(most[x], area);
    painter.fillRect(QRectF(static_cast<double>(x), top, 1, area.bottom() - room - top),
                     most[x] >= 64 ? down : half);
  }
}

void PedalLane::paintHovered(QPainter& painter, const QRectF& area) const {
  const double left = std::max(std::round(xOf(hovered_->begin)), -8.0);
  const double right = std::min(std::round(xOf(hovered_->end)), area.right() + 8);
  painter.setPen(QPen(state().theme().text, 1));
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(
      QRectF(left + 0.5, area.top() + room - 1.5, right - left - 1, area.height() - 2 * room + 2));
}

}  // namespace cadenza::ui
