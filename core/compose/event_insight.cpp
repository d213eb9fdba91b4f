// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/compose/attention_probe.h"
#include "core/compose/chances.h"
#include "core/compose/event_memory.h"
#include "core/compose/insight_recipes.h"

namespace cadenza {
namespace {

constexpr float impossible = -std::numeric_limits<float>::infinity();
constexpr std::size_t eventsAReport = 32;
constexpr float smallestShare = 0.005f;

float told(double nats) { return static_cast<float>(std::min(nats, mostNats)); }

Result<std::array<float, 3>> natsOf(const Stepper& stepper, const BarClock& clock, Grid grid,
                                    const EventPlace& place, const Event& event) {
  std::array<float, shiftCount> shifts;
  stepper.shiftLogits(place.state, shifts);
  const BarPlace there = clock.placeAt(place.units + shiftUnits(grid, event.shift));
  std::array<float, actionCount> actions;
  stepper.actionLogits(place.state, event.shift, there, actions);
  if (!areFinite(shifts) || !areFinite(actions)) return outputsNotFinite();
  for (int act = 0; act < actionCount; ++act) {
    if (!place.keyboard.allows(event.shift, act))
      actions[static_cast<std::size_t>(act)] = impossible;
  }
  std::array<float, 3> nats{told(cadenza::natsOf(shifts, event.shift)),
                            told(cadenza::natsOf(actions, event.action)), 0};
  if (isNoteOn(event.action)) {
    std::array<float, velocityCount> velocities;
    stepper.velocityLogits(place.state, event.shift, event.action, velocities);
    if (!areFinite(velocities)) return outputsNotFinite();
    nats[2] = told(cadenza::natsOf(velocities, event.velocity));
  }
  return nats;
}

// How many events, from the first on, are the same in both and stand at the same places in bars.
std::size_t commonEvents(const EncodedScore& encoded, const Score& score, Grid grid,
                         const EventMemory& before, const Score& scoreBefore) {
  const bool sameBars =
      encoded.origin == before.encoded.origin && score.meter() == scoreBefore.meter();
  if (grid == Grid::Score && !sameBars) return 0;
  const std::vector<Event>& a = encoded.events;
  const std::vector<Event>& b = before.encoded.events;
  const auto most = static_cast<std::ptrdiff_t>(std::min(a.size(), before.done));
  return static_cast<std::size_t>(std::mismatch(a.begin(), a.begin() + most, b.begin()).first -
                                  a.begin());
}

// One piece being read.
class Reading {
 public:
  Reading(const Stepper& stepper, const AttentionProbe& probe, const EventRecipe& recipe,
          const Score& score, const PieceInsight* before)
      : stepper_(stepper),
        probe_(probe),
        recipe_(recipe),
        score_(score),
        memory_(std::make_shared<EventMemory>()),
        clock_(recipe.grid, score.meter()) {
    memory_->encoded = encodeNoteEvents(score, {recipe.grid, recipe.pedal}, Closing::Open);
    const std::vector<Event>& events = memory_->encoded.events;
    clock_ = BarClock(recipe.grid, score.meter(), memory_->encoded.origin);
    strikes_ = noteStrikes(score, recipe.grid, events);
    std::int64_t units = 0;
    for (const Event& event : events) {
      units += shiftUnits(recipe.grid, event.shift);
      memory_->units.push_back(units);
    }
    memory_->nats.resize(events.size());
    memory_->used.resize(events.size());
    sums_.resize(events.size());
    if (before) takeOver(*before);
  }

  Result<PieceInsight> read(const ModelInsight::Progress& progress, const std::stop_token& stop) {
    const std::vector<Event>& events = memory_->encoded.events;
    std::size_t& i = memory_->done;
    EventPlace place =
        i > 0 ? *memory_->places[i / EventMemory::spacing] : firstPlace(stepper_, recipe_);
    for (; i < events.size() && !stop.stop_requested(); ++i) {
      if (i > 0) {
        const auto nats = natsOf(stepper_, clock_, recipe_.grid, place, events[i]);
        if (!nats) return nats.error();
        memory_->nats[i] = *nats;
      }
      if (i / EventMemory::spacing >= memory_->places.size()) {
        memory_->places.push_back(std::make_shared<const EventPlace>(place));
      }
      const bool leads = i + 1 < events.size() && isNoteOn(events[i + 1].action);
      place.units = memory_->units[i];
      place.hear(stepper_, clock_, events[i]);
      if (leads && probe_) {
        probe_.sharesOf(place.state, shares_);
        if (!areFinite(shares_)) return outputsNotFinite();
        memory_->used[i + 1] = mostUsed(i);
      }
      if (progress && i % eventsAReport == 0) {
        progress(static_cast<double>(i) / static_cast<double>(events.size()),
                 [this] { return soFar(); });
      }
    }
    PieceInsight insight = soFar();
    insight.complete = i == events.size();
    insight.memory = memory_;
    return insight;
  }

 private:
  void takeOver(const PieceInsight& before) {
    const auto* known = dynamic_cast<const EventMemory*>(before.memory.get());
    if (!known) return;
    const std::size_t common =
        commonEvents(memory_->encoded, score_, recipe_.grid, *known, before.score);
    if (common == 0) return;
    const std::size_t places = (common - 1) / EventMemory::spacing + 1;
    const std::size_t done = (places - 1) * EventMemory::spacing;
    memory_->places.assign(known->places.begin(),
                           known->places.begin() + static_cast<std::ptrdiff_t>(places));
    std::copy_n(known->nats.begin(), done, memory_->nats.begin());
    std::copy_n(known->used.begin(), done + 1, memory_->used.begin());
    memory_->done = done;
  }

  // Of the shares that the attention gave when event `last` was read, the largest by note.
  std::vector<AttendedEvent> mostUsed(std::size_t last) {
    std::vector<AttendedEvent> used;
    for (std::size_t back = 0; back < shares_.size() && back <= last; ++back) {
      const std::int32_t strike = strikes_.strikeOf[last - back];
      if (strike < 0) continue;
      float& sum = sums_[static_cast<std::size_t>(strike)];
      if (sum == 0) used.push_back({strike, 0});
      sum += shares_[back] + std::numeric_limits<float>::min();
    }
    for (AttendedEvent& event : used) {
      event.share = std::exchange(sums_[static_cast<std::size_t>(event.strike)], 0.0f);
    }
    std::erase_if(used, [](const AttendedEvent& event) { return event.share < smallestShare; });
    std::sort(used.begin(), used.end(), [](const AttendedEvent& a, const AttendedEvent& b) {
      return a.share != b.share ? a.share > b.share : a.strike > b.strike;
    });
    if (used.size() > mostAttended) used.resize(mostAttended);
    used.shrink_to_fit();
    return used;
  }

  [[nodiscard]] PieceInsight soFar() const {
    PieceInsight insight{score_, {}, {}, false, {}};
    insight.notes.resize(score_.notes().size());
    const auto isDone = [&](std::int32_t event) {
      return event >= 0 && static_cast<std::size_t>(event) < memory_->done;
    };
    for (std::size_t n = 0; n < insight.notes.size(); ++n) {
      const std::int32_t struck = strikes_.struck[n];
      const std::int32_t released = strikes_.released[n];
      if (!isDone(struck)) continue;
      NoteInsight& note = insight.notes[n];
      const auto& nats = memory_->nats[static_cast<std::size_t>(struck)];
      note.told = true;
      note.surprise = {nats[0], nats[1], nats[2], 0};
      if (isDone(released)) {
        const auto& end = memory_->nats[static_cast<std::size_t>(released)];
        note.surprise.release = end[0] + end[1];
      }
      note.firstAttended = static_cast<std::uint32_t>(insight.attended.size());
      for (const AttendedEvent& used : memory_->used[static_cast<std::size_t>(struck)]) {
        const auto earlier = strikes_.noteOf[static_cast<std::size_t>(used.strike)];
        insight.attended.push_back({static_cast<std::uint32_t>(earlier), used.share});
      }
      note.lastAttended = static_cast<std::uint32_t>(insight.attended.size());
    }
    return insight;
  }

  const Stepper& stepper_;
  const AttentionProbe& probe_;
  const EventRecipe& recipe_;
  const Score& score_;
  std::shared_ptr<EventMemory> memory_;
  BarClock clock_;
  NoteStrikes strikes_;
  std::vector<float> shares_;
  std::vector<float> sums_;  // by event, zeros between uses
};

class EventInsight final : public ModelInsight {
 public:
  explicit EventInsight(const Checkpoint& checkpoint)
      : ModelInsight(checkpoint), stepper_(checkpoint), probe_(checkpoint) {}

  [[nodiscard]] Result<PieceInsight> read(const Score& score, const PieceInsight* before,
                                          const Progress& progress,
                                          const std::stop_token& stop) const override {
    return Reading(stepper_, probe_, recipe().events(), score, before).read(progress, stop);
  }

  [[nodiscard]] Result<Expectation> expect(const PieceInsight& piece, Tick at,
                                           const std::stop_token& stop) const override {
    const EventRecipe& recipe = this->recipe().events();
    const auto* known = dynamic_cast<const EventMemory*>(piece.memory.get());
    Expectation expectation{at, {}, 1, {}};
    if (!known) return expectation;
    const std::vector<Event>& events = known->encoded.events;
    const TempoMap& tempo = piece.score.tempo();
    const bool isEmpty = events.size() < 2;
    const Tick origin = isEmpty ? at : known->encoded.origin;
    const BarClock clock(recipe.grid, piece.score.meter(), origin);
    const std::int64_t from =
        gridUnit(recipe.grid, tempo, at) - gridUnit(recipe.grid, tempo, origin);
    // All that begins before is heard; the start always.
    const auto heard = std::lower_bound(known->units.begin() + 1, known->units.end(), from);
    const auto count = static_cast<std::size_t>(heard - known->units.begin());
    EventPlace place = firstPlace(stepper_, recipe);
    std::size_t i = 0;
    if (!known->places.empty()) {
      const std::size_t nearest =
          std::min((count - 1) / EventMemory::spacing, known->places.size() - 1);
      place = *known->places[nearest];
      i = nearest * EventMemory::spacing;
    }
    for (; i < count; ++i) {
      if (stop.stop_requested()) return expectation;
      place.units = known->units[i];
      place.hear(stepper_, clock, events[i]);
    }
    const NoteDecoder ticks(recipe.grid, tempo, origin);
    auto next = expectNext(stepper_, clock, ticks, recipe.grid, place, from);
    if (next) next->at = at;
    return next;
  }

 private:
  Stepper stepper_;
  AttentionProbe probe_;
};

}  // namespace

std::shared_ptr<const ModelInsight> makeEventInsight(const Checkpoint& checkpoint) {
  return std::make_shared<const EventInsight>(checkpoint);
}

}  // namespace cadenza
