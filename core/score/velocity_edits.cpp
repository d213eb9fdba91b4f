// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/score/velocity_edits.h"

#include <algorithm>
#include <cmath>

#include "core/score/note_changes.h"

namespace cadenza {
namespace {

template <class Wanted>
ScoreEdit velocitiesBecome(std::span<const Note> notes, Wanted&& wanted) {
  return changedNotes(notes, [&](Note note) {
    note.velocity = static_cast<std::uint8_t>(std::clamp<int>(wanted(note), 1, 127));
    return note;
  });
}

}  // namespace

int VelocityStroke::velocityAt(Tick tick) const {
  const double width = static_cast<double>(to) - from;
  const double place = width <= 0 ? 1 : std::clamp((tick - from) / width, 0.0, 1.0);
  const double eased = place * place * (3 - 2 * place);
  const double share = shape == VelocityShape::Curve ? eased : place;
  return static_cast<int>(std::lround(fromVelocity + share * (toVelocity - fromVelocity)));
}

ScoreEdit strokeVelocities(std::span<const Note> notes, const VelocityStroke& stroke) {
  return velocitiesBecome(notes, [&](const Note& note) { return stroke.velocityAt(note.onset); });
}

ScoreEdit shiftVelocities(std::span<const Note> notes, int delta) {
  for (const Note& note : notes) {
    if (!note.locked) delta = std::clamp(delta, 1 - int{note.velocity}, 127 - int{note.velocity});
  }
  return velocitiesBecome(notes, [delta](const Note& note) { return note.velocity + delta; });
}

ScoreEdit scaleVelocities(std::span<const Note> notes, double factor) {
  return scaleVelocities(notes, factor, factor);
}

ScoreEdit scaleVelocities(std::span<const Note> notes, double first, double last) {
  if (notes.empty()) return {};
  const Tick begin = std::ranges::min(notes, {}, &Note::onset).onset;
  const Tick end = std::ranges::max(notes, {}, &Note::onset).onset;
  const double width = std::max<double>(end - begin, 1);
  return velocitiesBecome(notes, [&](const Note& note) {
    const double factor = std::lerp(first, last, (note.onset - begin) / width);
    return static_cast<int>(std::lround(std::clamp(note.velocity * factor, 1.0, 127.0)));
  });
}

}  // namespace cadenza
