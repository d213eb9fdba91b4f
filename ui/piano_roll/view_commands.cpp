// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/view_commands.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace cadenza::ui {
namespace {

constexpr double zoomStep = 1.4;
constexpr double fitMargin = 24;

void zoomBy(RollState& state, double factor) {
  const double width = state.view().size().width();
  const double playhead = state.view().xOf(state.playhead());
  const double x = playhead >= 0 && playhead <= width ? playhead : width / 2;
  state.changeView([&](RollTransform& view) { view.zoomTime(factor, x); });
}

TickRange extentOf(const std::vector<Note>& notes) {
  TickRange range{maxTick, 0};
  for (const Note& note : notes) {
    range = {std::min(range.begin, note.onset), std::max(range.end, note.end())};
  }
  return range;
}

// The middle of the piano where there are no notes.
std::pair<int, int> pitchesOf(std::span<const Note> notes) {
  if (notes.empty()) return {60, 60};
  const auto [lowest, highest] = std::minmax_element(
      notes.begin(), notes.end(), [](const Note& a, const Note& b) { return a.pitch < b.pitch; });
  return {lowest->pitch, highest->pitch};
}

void showPitches(RollState& state, std::span<const Note> notes) {
  const auto [lowest, highest] = pitchesOf(notes);
  state.changeView([lowest = lowest, highest = highest](RollTransform& view) {
    view.fitPitch(lowest, highest);
  });
}

}  // namespace

void zoomIn(RollState& state) { zoomBy(state, zoomStep); }

void zoomOut(RollState& state) { zoomBy(state, 1 / zoomStep); }

void zoomToSelection(RollState& state) {
  const auto& notes = state.document().selection();
  if (notes.empty()) return;
  showRange(state, extentOf(notes));
  showPitches(state, notes);
}

void zoomToAll(RollState& state) {
  showRange(state, {0, state.contentEnd()});
  showPitches(state, state.score().notes());
}

void showRange(RollState& state, TickRange range) {
  if (range.length() <= 0) return;
  state.changeView([&](RollTransform& view) { view.fitTime(range, fitMargin); });
}

void showFromStart(RollState& state, TickRange range) {
  state.changeView([](RollTransform& view) {
    const QSizeF size = view.size();
    view = RollTransform();
    view.resize(size);
  });
  showRange(state, range);
  showPitches(state, state.score().notes());
}

void fitPitches(RollState& state) {
  const TickRange seen = state.view().visibleTicks();
  std::vector<Note> notes;
  for (const auto* some : {&state.score().notes(), &state.candidate().notes}) {
    std::ranges::copy_if(*some, std::back_inserter(notes), [&](const Note& note) {
      return note.onset < seen.end && note.end() > seen.begin;
    });
  }
  const auto [lowest, highest] = pitchesOf(notes);
  const bool fits = lowest >= state.view().lowestVisiblePitch() &&
                    highest <= state.view().highestVisiblePitch();
  if (!notes.empty() && !fits) showPitches(state, notes);
}

void centreOn(RollState& state, std::span<const Note> notes) {
  const auto [lowest, highest] = pitchesOf(notes);
  const double middle = (lowest + highest) / 2.0;
  state.changeView([&](RollTransform& view) {
    const double rows = view.size().height() / view.rowHeight();
    view.scrollTo(view.leftTick(), 127.5 - middle - rows / 2);
  });
}

}  // namespace cadenza::ui
