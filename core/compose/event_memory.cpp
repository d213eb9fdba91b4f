// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/event_memory.h"

#include <cmath>

namespace cadenza {

void EventPlace::hear(const Stepper& stepper, const BarClock& clock, const Event& event) {
  keyboard.apply(event);
  stepper.read(state, event, keyboard, clock.placeAt(units));
}

EventPlace firstPlace(const Stepper& stepper, const EventRecipe& recipe) {
  return {stepper.initialState(), KeyboardState(recipe.pedal, recipe.grid), 0};
}

std::int64_t gridUnit(Grid grid, const TempoMap& tempo, Tick tick) {
  constexpr Tick ticksPerUnit = ticksPerQuarter / 24;
  if (grid == Grid::Score) return (tick + ticksPerUnit / 2) / ticksPerUnit;
  return std::llround(tempo.secondsAt(tick) * 100);
}

NoteStrikes noteStrikes(const Score& score, Grid grid, const std::vector<Event>& events) {
  NoteStrikes strikes;
  strikes.strikeOf.assign(events.size(), -1);
  strikes.noteOf.assign(events.size(), -1);
  std::vector<std::int32_t> releaseOf(events.size(), -1);
  std::array<std::vector<std::int32_t>, pianoKeyCount> ofKey;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const int act = events[i].action;
    const auto event = static_cast<std::int32_t>(i);
    if (isNoteOn(act)) {
      ofKey[static_cast<std::size_t>(act)].push_back(event);
      strikes.strikeOf[i] = event;
    } else if (isNoteOff(act)) {
      const auto& on = ofKey[static_cast<std::size_t>(act - action::noteOff)];
      if (on.empty()) continue;
      strikes.strikeOf[i] = on.back();
      releaseOf[static_cast<std::size_t>(on.back())] = event;
    }
  }
  struct Last {
    std::int64_t unit = -1;
    std::size_t strikes = 0;  // of the key so far
  };
  std::array<Last, pianoKeyCount> last{};
  for (std::size_t n = 0; n < score.notes().size(); ++n) {
    const Note& note = score.notes()[n];
    strikes.struck.push_back(-1);
    strikes.released.push_back(-1);
    if (note.pitch < lowestPianoPitch || note.pitch > highestPianoPitch) continue;
    const auto key = static_cast<std::size_t>(note.pitch - lowestPianoPitch);
    const std::int64_t unit = gridUnit(grid, score.tempo(), note.onset);
    if (std::exchange(last[key].unit, unit) != unit) ++last[key].strikes;
    if (last[key].strikes > ofKey[key].size()) continue;
    const std::int32_t on = ofKey[key][last[key].strikes - 1];
    strikes.struck.back() = on;
    strikes.released.back() = releaseOf[static_cast<std::size_t>(on)];
    auto& first = strikes.noteOf[static_cast<std::size_t>(on)];
    if (first < 0) first = static_cast<std::int32_t>(n);
  }
  return strikes;
}

}  // namespace cadenza
