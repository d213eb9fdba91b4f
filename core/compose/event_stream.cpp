// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/event_stream.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/compose/chances.h"
#include "core/compose/sampler.h"
#include "core/score/pedal_edits.h"

namespace cadenza {
namespace {

constexpr float impossible = -std::numeric_limits<float>::infinity();
constexpr int longestPedalRun = 16;         // a network may do nothing else for ever
constexpr std::size_t mostSteps = 200'000;  // unless it is endless
constexpr Tick ticksPerScoreUnit = ticksPerQuarter / 24;

}  // namespace

EventStream::EventStream(const Stepper& stepper, const EventRecipe& recipe,
                         const ComposeRequest& request)
    : stepper_(&stepper),
      controls_(request.controls),
      polyphony_(request.controls.limits.polyphony),
      keyboard_(recipe.pedal, recipe.grid),
      random_(request.randomSeed),
      state_(stepper.initialState()) {
  const Tick unit = recipe.grid == Grid::Score ? ticksPerScoreUnit : 1;
  Surroundings around = surroundingsOf(request, unit);
  const bool tellsGap = around.isGap && recipe.network.guided;
  const HeardPiece heard = heardPiece(request.seed, around, recipe);
  frame_ = std::make_shared<const EventFrame>(frameOf(request, recipe, std::move(around), heard));
  begunIn_.resize(frame_->windows.size());
  if (tellsGap) hearWhatFollows(request.seed);
  hear(heard);
}

// As a gap is learned: what follows it first, from a start of its own.
void EventStream::hearWhatFollows(const Score& seed) {
  const EventRecipe& recipe = frame_->recipe;
  const Score suffix = suffixOfGap(seed, frame_->around.range.end);
  const EncodedScore encoded = encodeNoteEvents(suffix, {recipe.grid, recipe.pedal}, Closing::Open);
  if (encoded.events.size() < 2) return;
  const BarClock clock(recipe.grid, suffix.meter(), encoded.origin);
  KeyboardState keyboard(recipe.pedal, recipe.grid);
  for (std::size_t i = 0; i < encoded.events.size(); ++i) {
    keyboard.apply(encoded.events[i]);
    const int density = controls_.density ? densityAt(encoded, i, recipe.grid) : freeDensity;
    stepper_->read(state_, encoded.events[i], keyboard, clock.placeAt(encoded.units[i]),
                   {density, afterGap});
  }
}

void EventStream::hear(const HeardPiece& heard) {
  const EncodedScore& encoded = heard.encoded;
  for (std::size_t i = 0; i < encoded.events.size(); ++i) {
    if (i > 0 && (!heard.isLed || encoded.units[i] >= frame_->from)) break;
    keyboard_.apply(encoded.events[i]);
    now_ = encoded.units[i];
    Guidance guidance = guidanceNow();
    if (controls_.density) {
      const bool looksAhead = encoded.units[i] + densityWindow(frame_->recipe.grid) > frame_->from;
      guidance.density =
          looksAhead ? *controls_.density : densityAt(encoded, i, frame_->recipe.grid);
    }
    const bool leadsOn =
        heard.isLed && i + 1 < encoded.events.size() && encoded.units[i + 1] < frame_->from;
    if (guidance.gap != noGap && leadsOn) guidance.gap = beforeGap;
    stepper_->read(state_, encoded.events[i], keyboard_, frame_->clock.placeAt(now_), guidance);
  }
  silentSince_ = now_;
  heardPedal_ = keyboard_.pedal();
}

Guidance EventStream::guidanceNow() const {
  const bool tellsGap = frame_->around.isGap && frame_->recipe.network.guided;
  return {controls_.density.value_or(frame_->densityAt(now_)),
          tellsGap ? insideGap(frame_->end - now_) : noGap};
}

std::unique_ptr<CompositionStream> EventStream::clone() const {
  return std::make_unique<EventStream>(*this);
}

void EventStream::setControls(const Controls& controls) {
  controls_ = controls;
  polyphony_ = std::max(polyphony_, controls.limits.polyphony);
}

Result<bool> EventStream::advance() {
  std::array<float, actionCount> logits;  // the most of the three
  const auto first = [&](int count) {
    return std::span(logits).first(static_cast<std::size_t>(count));
  };
  const auto ask = [&]() -> Result<bool> {
    if (!begins()) return false;
    stepper_->shiftLogits(state_, first(shiftCount));
    if (const auto more = drawShift(first(shiftCount)); !more || !*more) return more;
    const auto question = actionQuestion();
    stepper_->actionLogits(std::span(&question, 1), first(actionCount));
    if (const auto more = drawAction(first(actionCount)); !more || !*more) return more;
    const auto last = velocityQuestion();
    stepper_->velocityLogits(std::span(&last, 1), first(velocityCount));
    return drawVelocity(first(velocityCount));
  };
  if (const auto asked = ask(); !asked) return asked.error();
  const auto read = reading();
  if (read) stepper_->read(std::span(&*read, 1));
  return read.has_value();
}

bool EventStream::isEnough() const {
  const auto* wanted = std::get_if<NoteCount>(&frame_->length);
  return wanted && !frame_->around.isGap && std::cmp_greater_equal(notes_.size(), wanted->count);
}

bool EventStream::isOpenAt(std::int64_t unit) const {
  const auto window = frame_->windowAt(unit);
  return window && begunIn_[*window] < frame_->windows[*window].most;
}

std::int64_t EventStream::nextGiven() const {
  return given_ < frame_->given.size() ? frame_->given[given_].unit : EventFrame::never;
}

bool EventStream::allows(int shift, int act, bool isOpen) const {
  if (act == action::end || !keyboard_.allows(shift, act)) return false;
  if (isNoteOff(act)) return own_[static_cast<std::size_t>(act - action::noteOff)];
  if (isPedal(act)) {
    return isOpen && !frame_->around.keepsPedal && !isEnough() && pedalRun_ < longestPedalRun;
  }
  return isOpen && !isEnough() && controls_.limits.allows(act + lowestPianoPitch) &&
         std::cmp_less(keyboard_.keys().count(), controls_.limits.polyphony);
}

bool EventStream::allowsAny(int shift, bool isOpen) const {
  for (int act = 0; act < actionCount; ++act) {
    if (allows(shift, act, isOpen)) return true;
  }
  return false;
}

// The last unit up to which silence may last.
std::int64_t EventStream::latestUnit() const {
  if (keyboard_.keys().any() || !frame_->isOpenThroughout() || isEnough()) return EventFrame::never;
  const TempoMap& tempo = frame_->tempo;
  const Tick begin = std::max(frame_->tickAt(silentSince_), frame_->around.range.begin);
  const double end = tempo.secondsAt(begin) + controls_.limits.longestRest;
  std::int64_t latest = frame_->unitFrom(tempo.tickAt(end));
  if (tempo.secondsAt(frame_->tickAt(latest)) > end) --latest;
  latest = std::max({latest, frame_->from, now_ + (now_ == silentSince_ ? 1 : 0)});
  return nextGiven() <= latest || latest >= frame_->end ? EventFrame::never : latest;
}

// A shift can't lead to before the new music, nor to an instant at which nothing can happen.
void EventStream::maskShifts(std::span<float> logits) const {
  const std::int64_t latest = latestUnit();
  const std::int64_t stop = std::min(nextGiven(), frame_->end);
  const bool openLater = allowsAny(1, true);
  for (int shift = 0; shift < shiftCount; ++shift) {
    const std::int64_t unit = now_ + shiftUnits(frame_->recipe.grid, shift);
    bool can = unit >= frame_->from && unit <= latest;
    if (can && unit < stop) {
      const bool isOpen = isOpenAt(unit);
      can = shift == 0 ? allowsAny(0, isOpen) : own_.any() || (isOpen && openLater);
    }
    if (!can) logits[static_cast<std::size_t>(shift)] = impossible;
  }
}

bool EventStream::begins() {
  if (done_ || !queue_.empty()) return false;
  if (isEnough() && own_.none()) {
    done_ = true;
    return false;
  }
  if (nextGiven() <= now_ || nextGiven() <= frame_->from) {
    takeGiven();
    return false;
  }
  return true;
}

Result<bool> EventStream::drawShift(std::span<float> logits) {
  if (!areFinite(logits)) return outputsNotFinite();
  maskShifts(logits);
  if (*std::max_element(logits.begin(), logits.end()) == impossible) {
    leap();
    return !done_ && queue_.empty();
  }
  const auto shift = draw(logits, {controls_.temperature, controls_.topP}, random_);
  if (!shift) return shift.error();
  unit_ = now_ + shiftUnits(frame_->recipe.grid, *shift);
  event_ = {static_cast<std::uint8_t>(*shift), action::start, 0};
  const std::int64_t next = nextGiven();
  if (unit_ >= next) {
    takeGiven();
    return false;
  }
  done_ = unit_ >= frame_->end;
  return !done_;
}

// No shift leads to where something can happen: what comes next is gone to at once.
void EventStream::leap() {
  std::int64_t unit = std::max(now_ + 1, frame_->from);
  for (std::size_t i = 0; i < frame_->windows.size(); ++i) {
    const EventFrame::Window& window = frame_->windows[i];
    if (window.end <= unit || begunIn_[i] >= window.most) continue;
    unit = std::max(unit, window.begin);
    break;
  }
  const bool canHappen = allowsAny(1, isOpenAt(unit));
  if (nextGiven() < EventFrame::never && (!canHappen || nextGiven() <= unit)) return takeGiven();
  done_ = !canHappen || unit >= frame_->end;
  unit_ = unit;
  const auto units = static_cast<int>(std::min<std::int64_t>(unit - now_, longestShift));
  event_ = {static_cast<std::uint8_t>(shiftClass(frame_->recipe.grid, units)), action::start, 0};
}

Stepper::ActionQuestion EventStream::actionQuestion() const {
  return {&state_, event_.shift, frame_->clock.placeAt(unit_)};
}

Result<bool> EventStream::drawAction(std::span<float> logits) {
  if (!areFinite(logits)) return outputsNotFinite();
  const bool isOpen = isOpenAt(unit_);
  for (int act = 0; act < actionCount; ++act) {
    if (!allows(event_.shift, act, isOpen)) logits[static_cast<std::size_t>(act)] = impossible;
  }
  const auto act = draw(logits, {controls_.temperature, controls_.topP}, random_);
  if (!act) return act.error();
  event_.action = static_cast<std::uint8_t>(*act);
  if (isNoteOn(*act)) return true;
  queue_.push_back({unit_, event_, true});
  return false;
}

Stepper::VelocityQuestion EventStream::velocityQuestion() const {
  return {&state_, event_.shift, event_.action};
}

Result<bool> EventStream::drawVelocity(std::span<float> logits) {
  if (!areFinite(logits)) return outputsNotFinite();
  for (int velocity = 0; velocity < velocityCount; ++velocity) {
    const bool isLow = velocity < velocityClass(controls_.limits.lowestVelocity);
    const bool isHigh = velocity > velocityClass(controls_.limits.highestVelocity);
    if (isLow || isHigh) logits[static_cast<std::size_t>(velocity)] = impossible;
  }
  const auto velocity = draw(logits, {controls_.temperature, controls_.topP}, random_);
  if (!velocity) return velocity.error();
  event_.velocity = static_cast<std::uint8_t>(*velocity);
  queue_.push_back({unit_, event_, true});
  return false;
}

void EventStream::queue(int act, int velocity, std::int64_t unit, bool isNew) {
  const std::int64_t before = queue_.empty() ? now_ : queue_.back().unit;
  const auto units = static_cast<int>(std::clamp<std::int64_t>(unit - before, 0, longestShift));
  queue_.push_back({unit,
                    {static_cast<std::uint8_t>(shiftClass(frame_->recipe.grid, units)),
                     static_cast<std::uint8_t>(act), static_cast<std::uint8_t>(velocity)},
                    isNew});
}

// All that is given for the next instant at which something is. New notes whose keys it takes, or
// that are too many beside it, are let go first.
void EventStream::takeGiven() {
  const std::int64_t unit = std::max(frame_->given[given_].unit, now_);
  std::vector<Event> pedal, strikes;
  std::bitset<pianoKeyCount> released;
  for (; given_ < frame_->given.size() && frame_->given[given_].unit <= unit; ++given_) {
    const Event& event = frame_->given[given_].event;
    if (isNoteOn(event.action)) strikes.push_back(event);
    if (isPedal(event.action)) pedal.push_back(event);
    if (!isNoteOff(event.action)) continue;
    const auto key = static_cast<std::size_t>(event.action - action::noteOff);
    released[key] = keyboard_.keys()[key] && !own_[key];
  }
  for (const Event& event : strikes) released[event.action] = keyboard_.keys()[event.action];
  released = tooMany(released, strikes.size());
  for (const Event& event : pedal) queue(event.action, 0, unit, false);
  for (std::size_t key = 0; key < pianoKeyCount; ++key) {
    if (released[key]) queue(action::noteOff + static_cast<int>(key), 0, unit, own_[key]);
  }
  for (const Event& event : strikes) queue(event.action, event.velocity, unit, false);
}

// `released` and, where more would still sound than may, the oldest of the new notes.
std::bitset<pianoKeyCount> EventStream::tooMany(std::bitset<pianoKeyCount> released,
                                                std::size_t strikes) const {
  const auto sounding = [&] { return (keyboard_.keys() & ~released).count() + strikes; };
  while (std::cmp_greater(sounding(), controls_.limits.polyphony)) {
    std::size_t oldest = pianoKeyCount;
    for (std::size_t key = 0; key < pianoKeyCount; ++key) {
      if (!own_[key] || released[key]) continue;
      if (oldest == pianoKeyCount || open_[key] < open_[oldest]) oldest = key;
    }
    if (oldest == pianoKeyCount) break;
    released.set(oldest);
  }
  return released;
}

std::optional<Stepper::Reading> EventStream::reading() {
  if (queue_.empty()) return std::nullopt;
  const Step step = queue_.front();
  queue_.pop_front();
  apply(step);
  ++steps_;
  const bool isEndless = std::holds_alternative<Endless>(frame_->length);
  if (steps_ >= mostSteps && !isEndless) done_ = true;
  return Stepper::Reading{&state_, step.event, &keyboard_, frame_->clock.placeAt(now_),
                          guidanceNow()};
}

void EventStream::apply(const Step& step) {
  now_ = step.unit;
  keyboard_.apply(step.event);
  const Tick tick = std::max(frame_->tickAt(now_), frame_->around.range.begin);
  const int act = step.event.action;
  if (isNoteOn(act) && step.isNew) {
    const Limits& limits = controls_.limits;
    const int velocity = std::clamp(classVelocity(step.event.velocity), limits.lowestVelocity,
                                    limits.highestVelocity);
    notes_.push_back({tick, 1, static_cast<std::uint8_t>(act + lowestPianoPitch),
                      static_cast<std::uint8_t>(velocity)});
    open_[static_cast<std::size_t>(act)] = notes_.size();
    own_.set(static_cast<std::size_t>(act));
    if (const auto window = frame_->windowAt(now_)) ++begunIn_[*window];
  }
  if (isNoteOff(act)) {
    const auto key = static_cast<std::size_t>(act - action::noteOff);
    if (own_[key]) {
      Note& note = notes_[open_[key] - 1];
      note.duration = std::max(1, tick - note.onset);
      own_.reset(key);
    }
    if (keyboard_.keys().none()) silentSince_ = now_;
  }
  if (isPedal(act) && step.isNew) {
    const std::uint8_t value = act == action::pedalDown ? 127 : 0;
    appendPedal(pedal_, {tick, value}, heardPedal_ ? 127 : 0);
  }
  pedalRun_ = isPedal(act) ? pedalRun_ + 1 : 0;
}

Tick EventStream::written() const {
  return std::clamp(frame_->tickAt(now_), frame_->around.range.begin, frame_->around.range.end);
}

Composition EventStream::composition(Tick since, TickRange range) const {
  std::vector<Note> notes = notesFrom(notes_, since);
  const std::size_t skipped = notes_.size() - notes.size();
  for (std::size_t key = 0; key < pianoKeyCount; ++key) {
    if (!own_[key] || open_[key] <= skipped) continue;
    Note& held = notes[open_[key] - 1 - skipped];
    held.duration = std::max(1, range.end - held.onset);
  }
  Limits limits;
  limits.polyphony = polyphony_;
  Composition composition = compositionOf(std::move(notes), frame_->around, range, limits);
  composition.events = steps_;
  // The model lifts a pedal that it has heard go down.
  if (heardPedal_ && !frame_->around.keepsPedal) composition.material.pedal.clear();
  for (const PedalChange& change : pedal_) {
    if (change.tick >= since) composition.material.pedal.push_back(change);
  }
  if (keyboard_.pedal() && !frame_->around.keepsPedal) {
    composition.material.pedal.push_back({range.end, 0});
  }
  return composition;
}

Composition EventStream::soFar(Tick since) const {
  return composition(since, {frame_->around.range.begin, written()});
}

Composition EventStream::finish() {
  TickRange range = frame_->around.range;
  const bool isOpenEnded = range.end == maxTick;
  const bool isStopped = !done_;
  done_ = true;
  if (isOpenEnded || isStopped) range.end = written();
  Composition finished = composition(range.begin, range);
  finished.stopped = isStopped;
  return finished;
}

}  // namespace cadenza
