// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/composer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "core/base/random.h"
#include "core/compose/sampler.h"
#include "core/compose/stepper.h"
#include "core/encode/note_events.h"

namespace cadenza {
namespace {

constexpr float impossible = -std::numeric_limits<float>::infinity();
constexpr std::size_t longestContext = 2000;  // notes of the seed that the model hears
constexpr std::size_t mostEvents = 200'000;
constexpr std::size_t eventsAReport = 16;
constexpr int longestRest = 400;  // units with no key down
constexpr Tick ticksPerScoreUnit = ticksPerQuarter / 24;

// The part of the seed before `from`, as the model hears it: cut off there, and not too long.
Score contextBefore(const Score& seed, Tick from) {
  ScoreItems items;
  const auto before = seed.notesStartingIn({0, from});
  for (const Note& note : before.last(std::min(before.size(), longestContext))) {
    items.notes.push_back(note);
    items.notes.back().duration = std::min(note.duration, from - note.onset);
  }
  const Tick begin = items.notes.empty() ? from : items.notes.front().onset;
  for (const PedalChange& change : seed.pedal()) {
    if (change.tick >= begin && change.tick < from) items.pedal.push_back(change);
  }
  items.tempo = seed.tempo().changes();
  items.meter = seed.meter().signatures();
  return Score(std::move(items));
}

Tick startOf(const ComposeRequest& request, Grid grid) {
  if (request.from) return *request.from;
  const Tick end = request.seed.end();
  if (std::holds_alternative<Bars>(request.length)) {
    const TickRange bar = request.seed.meter().barAround(end);
    return bar.begin == end ? end : bar.end;
  }
  if (grid == Grid::Performance) return end;
  return (end + ticksPerScoreUnit - 1) / ticksPerScoreUnit * ticksPerScoreUnit;
}

// The tick where the composition ends; maxTick when its length is counted in notes.
Tick endOf(const ComposeRequest& request, Tick from) {
  if (const auto* bars = std::get_if<Bars>(&request.length)) {
    const MeterMap& meter = request.seed.meter();
    const int bar = meter.positionAt(from).bar;
    return meter.barStart(bar + bars->count) + from - meter.barStart(bar);
  }
  if (const auto* seconds = std::get_if<Seconds>(&request.length)) {
    const TempoMap& tempo = request.seed.tempo();
    return tempo.tickAt(tempo.secondsAt(from) + seconds->count);
  }
  return maxTick;
}

std::optional<Error> faultOf(const ComposeRequest& request) {
  const auto fault = [](const char* detail) { return Error{ErrorCode::InvalidArgument, detail}; };
  if (!(request.temperature >= 0.05 && request.temperature <= 4)) {
    return fault("The temperature must lie between 0.05 and 4.");
  }
  if (!(request.topP > 0 && request.topP <= 1)) return fault("Top-p must lie between 0 and 1.");
  const auto* bars = std::get_if<Bars>(&request.length);
  const auto* seconds = std::get_if<Seconds>(&request.length);
  const auto* notes = std::get_if<NoteCount>(&request.length);
  if ((bars && (bars->count < 1 || bars->count > 4000)) ||
      (seconds && !(seconds->count > 0 && seconds->count <= 7200)) ||
      (notes && (notes->count < 1 || notes->count > 50'000))) {
    return fault("The length must lie between 1 and 4,000 bars, 2 hours or 50,000 notes.");
  }
  if (request.from && (*request.from < 0 || *request.from > maxTick / 2)) {
    return fault("The music can't begin there.");
  }
  return std::nullopt;
}

// One composition in the making: the state of network, keyboard and clock, event by event.
class Composing {
 public:
  Composing(const Stepper& stepper, const Recipe& recipe, const ComposeRequest& request)
      : stepper_(stepper),
        request_(request),
        grid_(recipe.events().grid),
        from_(startOf(request, recipe.events().grid)),
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
    return !onlyReleases && (!request_.key || request_.key->contains(act + lowestPianoPitch));
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
    const Sampling sampling{request_.temperature, request_.topP};
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

}  // namespace

struct Composer::Parts {
  Recipe recipe;
  ModelInfo info;
  Stepper stepper;
};

Result<std::shared_ptr<const Composer>> Composer::create(Checkpoint checkpoint) {
  const auto expected = expectedShapes(checkpoint.recipe);
  for (const auto& [name, shape] : expected) {
    const auto found = checkpoint.weights.find(name);
    if (found == checkpoint.weights.end() || found->second.shape != shape) {
      return Error{ErrorCode::UnsupportedFile,
                   "The model lacks the array '" + name + "' that its recipe needs."};
    }
  }
  Stepper stepper(checkpoint);
  return std::shared_ptr<const Composer>(new Composer(std::make_unique<const Parts>(
      Parts{checkpoint.recipe, std::move(checkpoint.info), std::move(stepper)})));
}

Composer::Composer(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
Composer::~Composer() = default;

const Recipe& Composer::recipe() const { return parts_->recipe; }
const ModelInfo& Composer::info() const { return parts_->info; }

Result<Composition> Composer::compose(const ComposeRequest& request,
                                      const std::function<void(const ComposeProgress&)>& progress,
                                      std::stop_token stop) const {
  if (auto fault = faultOf(request)) return *fault;
  return Composing(parts_->stepper, parts_->recipe, request).compose(progress, stop);
}

}  // namespace cadenza
