// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "core/base/random.h"
#include "core/compose/compose_span.h"
#include "core/compose/composing_engine.h"
#include "core/compose/sampler.h"
#include "core/compose/stepper.h"
#include "core/encode/note_events.h"

namespace cadenza {
namespace {

constexpr float impossible = -std::numeric_limits<float>::infinity();
constexpr std::size_t mostEvents = 200'000;
constexpr std::size_t eventsAReport = 16;
constexpr int longestRest = 400;  // units with no key down

// In ticks.
Tick unitOf(Grid grid) { return grid == Grid::Score ? ticksPerQuarter / 24 : 1; }

// One composition in the making: the state of network, keyboard and clock, event by event.
class Composing {
 public:
  Composing(const Stepper& stepper, const Recipe& recipe, const ComposeRequest& request)
      : stepper_(stepper),
        request_(request),
        grid_(recipe.events().grid),
        from_(startOf(request, unitOf(recipe.events().grid))),
        end_(endOf(request, from_)),
        keyboard_(recipe.events().pedal, recipe.events().grid),
        random_(request.randomSeed),
        state_(stepper.initialState()),
        clock_(recipe.events().grid, request.seed.meter()),
        decoder_(recipe.events().grid, request.seed.tempo()) {
    const Score context = contextBefore(request.seed, from_);
    const auto encoded =
        encodeNoteEvents(context, {recipe.events().grid, recipe.events().pedal}, Closing::Open);
    const Tick origin = encoded.events.size() > 1 ? encoded.origin : from_;
    clock_ = BarClock(grid_, request.seed.meter(), origin);
    decoder_ = NoteDecoder(grid_, request.seed.tempo(), origin);
    for (const Event& event : encoded.events) hear(event);
    heardNotes_ = decoder_.items().notes.size();
    heardPedal_ = decoder_.items().pedal.size();
  }

  Composition compose(const std::function<void(const ComposeProgress&)>& progress,
                      const std::stop_token& stop) {
    Composition composition{{}, {from_, end_}, 0, false};
    const auto* wanted = std::get_if<NoteCount>(&request_.length);
    while (composition.events < mostEvents) {
      composition.stopped = stop.stop_requested();
      if (composition.stopped) break;
      const bool enough = wanted && onsets_ >= static_cast<std::size_t>(wanted->count);
      if (enough && keyboard_.keys().none()) break;
      const Event event = next(enough);
      if (decoder_.tickAt(decoder_.units() + shiftUnits(grid_, event.shift)) >= end_) break;
      hear(event);
      onsets_ += isNoteOn(event.action) ? 1 : 0;
      if (++composition.events % eventsAReport == 0 && progress) {
        const auto notes = newNotes();
        progress({fractionDone(), notes});
      }
    }
    finish(composition, wanted != nullptr);
    return composition;
  }

 private:
  void hear(const Event& event) {
    decoder_.push(event);
    keyboard_.apply(event);
    stepper_.read(state_, event, keyboard_, clock_.placeAt(decoder_.units()));
  }

  [[nodiscard]] bool allows(int shift, int act, bool onlyReleases) const {
    if (act == action::end || !keyboard_.allows(shift, act)) return false;
    if (!isNoteOn(act)) return true;
    return !onlyReleases && (!request_.controls.limits.key ||
                             request_.controls.limits.key->contains(act + lowestPianoPitch));
  }

  [[nodiscard]] bool allowsAny(int shift, bool onlyReleases) const {
    for (int act = 0; act < actionCount; ++act) {
      if (allows(shift, act, onlyReleases)) return true;
    }
    return false;
  }

  // A shift can't lead to before `from_`, nor to an instant at which nothing can happen.
  void maskShifts(std::span<float> logits, bool onlyReleases) const {
    const bool silent = keyboard_.keys().none();
    bool any = false;
    for (int shift = 0; shift < shiftCount; ++shift) {
      const int units = shiftUnits(grid_, shift);
      const bool tooEarly = decoder_.tickAt(decoder_.units() + units) < from_;
      const bool tooLate = silent && units > std::max(longestRest, unitsUntilStart());
      const bool empty = shift == 0 && !allowsAny(0, onlyReleases);
      auto& logit = logits[static_cast<std::size_t>(shift)];
      if (tooEarly || tooLate || empty) logit = impossible;
      any = any || logit != impossible;
    }
    // The seed ends further back than the longest shift reaches.
    if (!any) logits.back() = 0;
  }

  // Units from the last event to `from_`, with room for the coarse classes of long shifts.
  [[nodiscard]] int unitsUntilStart() const {
    int units = 0;
    for (int shift = 0; shift < shiftCount; ++shift) {
      units = shiftUnits(grid_, shift);
      if (decoder_.tickAt(decoder_.units() + units) >= from_) break;
    }
    return units;
  }

  Event next(bool onlyReleases) {
    const Sampling sampling{request_.controls.temperature, request_.controls.topP};
    std::array<float, shiftCount> shifts;
    stepper_.shiftLogits(state_, shifts);
    maskShifts(shifts, onlyReleases);
    const int shift = draw(shifts, sampling, random_);
    const BarPlace there = clock_.placeAt(decoder_.units() + shiftUnits(grid_, shift));
    std::array<float, actionCount> actions;
    stepper_.actionLogits(state_, shift, there, actions);
    for (int act = 0; act < actionCount; ++act) {
      if (!allows(shift, act, onlyReleases)) actions[static_cast<std::size_t>(act)] = impossible;
    }
    const int act = draw(actions, sampling, random_);
    int velocity = 0;
    if (isNoteOn(act)) {
      std::array<float, velocityCount> velocities;
      stepper_.velocityLogits(state_, shift, act, velocities);
      velocity = draw(velocities, sampling, random_);
    }
    return {static_cast<std::uint8_t>(shift), static_cast<std::uint8_t>(act),
            static_cast<std::uint8_t>(velocity)};
  }

  [[nodiscard]] std::span<const Note> newNotes() const {
    return std::span(decoder_.items().notes).subspan(heardNotes_);
  }

  [[nodiscard]] double fractionDone() const {
    if (const auto* wanted = std::get_if<NoteCount>(&request_.length)) {
      return std::min(1.0, static_cast<double>(onsets_) / wanted->count);
    }
    const double done = decoder_.tickAt(decoder_.units()) - from_;
    return std::clamp(done / std::max(1, end_ - from_), 0.0, 1.0);
  }

  void finish(Composition& composition, bool countedInNotes) {
    const Tick now = std::max(from_, decoder_.tickAt(decoder_.units()));
    if (countedInNotes || composition.stopped) composition.range.end = now;
    decoder_.finishAt(composition.range.end);
    for (Note note : newNotes()) {
      const Tick end = std::min(note.end(), composition.range.end);
      note.onset = std::max(note.onset, from_);
      note.duration = end - note.onset;
      if (note.duration > 0) composition.material.notes.push_back(note);
    }
    std::sort(composition.material.notes.begin(), composition.material.notes.end());
    const auto& pedal = decoder_.items().pedal;
    for (std::size_t i = heardPedal_; i < pedal.size(); ++i) {
      composition.material.pedal.push_back({std::max(from_, pedal[i].tick), pedal[i].value});
    }
    if (keyboard_.pedal()) composition.material.pedal.push_back({composition.range.end, 0});
  }

  const Stepper& stepper_;
  const ComposeRequest& request_;
  Grid grid_;
  Tick from_;
  Tick end_;
  KeyboardState keyboard_;
  Random random_;
  Stepper::State state_;
  BarClock clock_;
  NoteDecoder decoder_;
  std::size_t heardNotes_ = 0;
  std::size_t heardPedal_ = 0;
  std::size_t onsets_ = 0;
};

class EventEngine final : public ComposingEngine {
 public:
  explicit EventEngine(const Checkpoint& checkpoint)
      : recipe_(checkpoint.recipe), stepper_(checkpoint) {}

  [[nodiscard]] Result<Composition> compose(
      const ComposeRequest& request, const std::function<void(const ComposeProgress&)>& progress,
      const std::stop_token& stop) const override {
    return Composing(stepper_, recipe_, request).compose(progress, stop);
  }

 private:
  Recipe recipe_;
  Stepper stepper_;
};

}  // namespace

std::unique_ptr<const ComposingEngine> makeEventEngine(const Checkpoint& checkpoint) {
  return std::make_unique<const EventEngine>(checkpoint);
}

}  // namespace cadenza
