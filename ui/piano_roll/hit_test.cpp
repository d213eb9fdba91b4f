// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/hit_test.h"

#include <algorithm>
#include <cmath>
#include <ranges>

namespace cadenza::ui {
namespace {

constexpr double widestEdge = 6;
constexpr double leastGrip = 3;  // a note that is drawn narrower can still be taken hold of

NotePart partAt(const QRectF& rect, double x) {
  const double edge = std::min(widestEdge, rect.width() / 4);
  if (x < rect.left() + edge) return NotePart::Start;
  return x >= rect.right() - edge ? NotePart::End : NotePart::Body;
}

}  // namespace

std::optional<NoteHit> hitNote(const Score& score, const RollTransform& view, QPointF point) {
  const int pitch = view.pitchAt(point.y());
  const auto slack = static_cast<Tick>(std::ceil(leastGrip / view.pixelsPerTick()));
  const auto tick = static_cast<Tick>(std::clamp<double>(view.tickAt(point.x()), -1, maxTick));
  for (const Note& note : score.notesAround({tick - slack, tick + 1}) | std::views::reverse) {
    if (note.pitch != pitch) continue;
    QRectF rect = view.rectOf(note);
    rect.setWidth(std::max(rect.width(), leastGrip));
    if (point.x() >= rect.left() && point.x() < rect.right()) {
      return NoteHit{note, partAt(rect, point.x())};
    }
  }
  return std::nullopt;
}

std::vector<Note> notesIn(const Score& score, TickRange ticks, int lowest, int highest) {
  std::vector<Note> found;
  for (const Note& note : score.notesAround(ticks)) {
    const bool touches = note.onset < ticks.end && note.end() > ticks.begin;
    if (touches && note.pitch >= lowest && note.pitch <= highest) found.push_back(note);
  }
  return found;
}

}  // namespace cadenza::ui
