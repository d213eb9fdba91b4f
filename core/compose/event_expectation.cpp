// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <limits>
#include <map>
#include <utility>

#include "core/compose/chances.h"
#include "core/compose/event_memory.h"

namespace cadenza {
namespace {

constexpr float impossible = -std::numeric_limits<float>::infinity();
constexpr int mostPlaces = 20;  // that are looked at
// Of each place so many shifts are looked at, until they hold that much of all chance; what leads
// on with less chance than the last is not followed.
constexpr std::size_t mostShifts = 16;
constexpr double enoughShifts = 0.98;
constexpr double smallestChance = 0.005;

// Follows what comes before the next strike (releases and pedal) along its likeliest ways.
class Ways {
 public:
  Ways(const Stepper& stepper, const BarClock& clock, const NoteDecoder& ticks, Grid grid)
      : stepper_(stepper), clock_(clock), ticks_(ticks), grid_(grid) {}

  Result<Expectation> follow(const EventPlace& place, std::int64_t from) {
    if (!look(std::make_shared<const EventPlace>(place), 1, from - place.units)) {
      return outputsNotFinite();
    }
    for (int looked = 1; looked < mostPlaces && !ahead_.empty(); ++looked) {
      const auto likeliest =
          std::max_element(ahead_.begin(), ahead_.end(),
                           [](const Way& a, const Way& b) { return a.chance < b.chance; });
      const Way way = *likeliest;
      ahead_.erase(likeliest);
      auto there = std::make_shared<EventPlace>(*way.place);
      there->units += shiftUnits(grid_, way.event.shift);
      there->hear(stepper_, clock_, way.event);
      if (!look(std::move(there), way.chance, 0)) return outputsNotFinite();
    }
    double struck = 0;
    for (const float chance : expectation_.keys) struck += chance;
    expectation_.open = static_cast<float>(std::max(0.0, 1 - struck));
    for (const auto& [tick, chance] : when_) {
      expectation_.when.push_back({tick, static_cast<float>(chance)});
    }
    return std::move(expectation_);
  }

 private:
  struct Way {
    std::shared_ptr<const EventPlace> place;
    Event event;
    double chance;
  };

  // Classes of shifts and their chances, the likeliest first; none shorter than `least` units.
  // Empty where the outputs are not finite.
  [[nodiscard]] std::vector<std::pair<double, int>> shiftsAt(const EventPlace& place,
                                                             std::int64_t least) const {
    std::array<float, shiftCount> logits;
    stepper_.shiftLogits(place.state, logits);
    if (!areFinite(logits)) return {};
    for (int shift = 0; shift < shiftCount; ++shift) {
      const bool tooEarly = shiftUnits(grid_, shift) < least && shift + 1 < shiftCount;
      const bool empty = shift == 0 && !place.keyboard.allowsSameInstant();
      if (tooEarly || empty) logits[static_cast<std::size_t>(shift)] = impossible;
    }
    toChances(logits);
    std::vector<std::pair<double, int>> shifts;
    for (int shift = 0; shift < shiftCount; ++shift) {
      shifts.emplace_back(logits[static_cast<std::size_t>(shift)], shift);
    }
    std::sort(shifts.begin(), shifts.end(), std::greater<>());
    double sum = 0;
    std::size_t count = 0;
    while (count < mostShifts && sum < enoughShifts) sum += shifts[count++].first;
    shifts.resize(count);
    return shifts;
  }

  // False where the outputs are not finite.
  bool look(const std::shared_ptr<const EventPlace>& place, double chance, std::int64_t least) {
    const auto shifts = shiftsAt(*place, least);
    for (const auto& [share, shift] : shifts) {
      const double there = chance * share;
      const std::int64_t units = place->units + shiftUnits(grid_, shift);
      std::array<float, actionCount> actions;
      stepper_.actionLogits(place->state, shift, clock_.placeAt(units), actions);
      if (!areFinite(actions)) return false;
      bool any = false;
      for (int act = 0; act < actionCount; ++act) {
        const bool allowed = place->keyboard.allows(shift, act);
        if (!allowed) actions[static_cast<std::size_t>(act)] = impossible;
        any = any || allowed;
      }
      if (!any) continue;
      toChances(actions);
      for (int act = 0; act < actionCount; ++act) {
        const double now = there * actions[static_cast<std::size_t>(act)];
        if (isNoteOn(act)) {
          expectation_.keys[static_cast<std::size_t>(act)] += static_cast<float>(now);
          when_[ticks_.tickAt(units)] += now;
        } else if (act != action::end && now >= smallestChance) {
          ahead_.push_back(
              {place, {static_cast<std::uint8_t>(shift), static_cast<std::uint8_t>(act), 0}, now});
        }
      }
    }
    return !shifts.empty();
  }

  const Stepper& stepper_;
  const BarClock& clock_;
  const NoteDecoder& ticks_;
  Grid grid_;
  Expectation expectation_;
  std::map<Tick, double> when_;
  std::vector<Way> ahead_;
};

}  // namespace

Result<Expectation> expectNext(const Stepper& stepper, const BarClock& clock,
                               const NoteDecoder& ticks, Grid grid, const EventPlace& place,
                               std::int64_t from) {
  return Ways(stepper, clock, ticks, grid).follow(place, from);
}

}  // namespace cadenza
