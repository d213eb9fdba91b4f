// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

#include "core/base/random.h"
#include "core/compose/chances.h"
#include "core/compose/composing_engine.h"
#include "core/compose/sampler.h"
#include "core/compose/surroundings.h"
#include "core/compose/triple_stepper.h"
#include "core/encode/note_triples.h"

namespace cadenza {
namespace {

using Input = std::array<float, 3>;

constexpr float impossible = -std::numeric_limits<float>::infinity();
constexpr std::uint8_t velocity = 100;
constexpr std::size_t mostSteps = 200'000;  // unless it is endless
// A model that learned from nothing may stay at one instant: then time goes on by a little.
constexpr int mostAtAnInstant = 10;
constexpr float shortestStep = 0.05f;

Input inputOf(const NoteTriple& note) {
  return {static_cast<float>(note.pitch) / 128, note.step, note.duration};
}

// What the network knows of the past. Ours carries its state on from the beginning, where it read
// zeros. The tutorial reads the last 25 notes anew for each note, and those that it wrote itself
// with their pitch not divided by 128, which is a hundred times what it learned from.
class Memory {
 public:
  Memory(const TripleStepper& stepper, const TripleRecipe& recipe)
      : stepper_(&stepper),
        recipe_(recipe),
        state_(stepper.initialState()),
        window_(static_cast<std::size_t>(recipe.window), Input{}) {
    stepper_->read(state_, Input{});
  }

  void hear(const NoteTriple& note) { take(inputOf(note)); }
  void hearOwn(const NoteTriple& note) {
    Input input = inputOf(note);
    if (recipe_.faithful) input[0] = static_cast<float>(note.pitch);
    take(input);
  }

  [[nodiscard]] TripleStepper::Outputs next() const {
    if (!recipe_.faithful) return stepper_->outputs(state_);
    auto state = stepper_->initialState();
    for (const Input& input : window_) stepper_->read(state, input);
    return stepper_->outputs(state);
  }

 private:
  void take(const Input& input) {
    if (!recipe_.faithful) return stepper_->read(state_, input);
    window_.erase(window_.begin());
    window_.push_back(input);
  }

  const TripleStepper* stepper_;
  TripleRecipe recipe_;
  TripleStepper::State state_;
  std::vector<Input> window_;
};

// Note by note. What stays inside the new range is not heard, only kept out of the way of.
class TripleStream final : public CompositionStream {
 public:
  TripleStream(const TripleStepper& stepper, const TripleRecipe& recipe,
               const ComposeRequest& request)
      : length_(request.length),
        controls_(request.controls),
        tempo_(request.seed.tempo()),
        around_(surroundingsOf(request, 1)),
        random_(request.randomSeed),
        memory_(stepper, recipe),
        writer_(writerFor(request.seed, around_.range.begin)) {
    for (const NoteTriple& note : noteTriples(contextBefore(request.seed, around_.range.begin))) {
      memory_.hear(note);
    }
  }

  [[nodiscard]] std::unique_ptr<CompositionStream> clone() const override {
    return std::make_unique<TripleStream>(*this);
  }
  void setControls(const Controls& controls) override { controls_ = controls; }

  [[nodiscard]] Result<bool> advance() override {
    if (done_) return false;
    const auto note = next();
    if (!note) return note.error();
    done_ = tempo_.tickAt(writer_.now() + double{note->step}) >= around_.range.end;
    if (done_) return false;
    memory_.hearOwn(*note);
    (void)writer_.push(*note);
    const bool isEndless = std::holds_alternative<Endless>(length_);
    done_ = (++steps_ >= mostSteps && !isEndless) || isEnough();
    return true;
  }

  [[nodiscard]] TickRange range() const override { return around_.range; }
  [[nodiscard]] Tick written() const override {
    return std::clamp(tempo_.tickAt(writer_.now()), around_.range.begin, around_.range.end);
  }
  [[nodiscard]] std::size_t steps() const override { return steps_; }
  [[nodiscard]] std::size_t notesBegun() const override { return writer_.notes().size(); }

  [[nodiscard]] Composition soFar(Tick since) const override {
    const std::vector<Note> notes = notesFrom(writer_.notes(), since);
    return composition(notes, {around_.range.begin, std::min(around_.range.end, endOf(notes))});
  }

  [[nodiscard]] Composition finish() override {
    const bool isStopped = !done_;
    done_ = true;
    TickRange range = around_.range;
    if (range.end == maxTick) {
      range.end = endOf(writer_.notes());
    } else if (isStopped) {
      range.end = written();
    }
    Composition finished = composition(writer_.notes(), range);
    finished.stopped = isStopped;
    return finished;
  }

 private:
  // Steps count on from the last onset of the seed, but nothing begins before `from`.
  static TripleWriter writerFor(const Score& seed, Tick from) {
    const TempoMap& tempo = seed.tempo();
    const auto before = seed.notesStartingIn({0, from});
    const double earliest = tempo.secondsAt(from);
    const double origin = before.empty() ? earliest : tempo.secondsAt(before.back().onset);
    return {tempo, origin, earliest, velocity};
  }

  [[nodiscard]] Tick endOf(const std::vector<Note>& notes) const {
    Tick end = around_.range.begin;
    for (const Note& note : notes) end = std::max(end, note.end());
    return end;
  }

  [[nodiscard]] Composition composition(std::vector<Note> notes, TickRange range) const {
    Composition made = compositionOf(std::move(notes), around_, range, controls_.limits);
    made.events = steps_;
    return made;
  }

  [[nodiscard]] bool isEnough() const {
    const auto* wanted = std::get_if<NoteCount>(&length_);
    return wanted && !around_.isGap && std::cmp_greater_equal(notesBegun(), wanted->count);
  }

  Result<NoteTriple> next() {
    auto outputs = memory_.next();
    if (!areFinite(outputs)) return outputsNotFinite();
    for (int pitch = 0; pitch < 128; ++pitch) {
      if (!controls_.limits.allows(pitch)) {
        outputs.pitch[static_cast<std::size_t>(pitch)] = impossible;
      }
    }
    const auto pitch = draw(outputs.pitch, {controls_.temperature, controls_.topP}, random_);
    if (!pitch) return pitch.error();
    const auto longestRest = static_cast<float>(controls_.limits.longestRest);
    NoteTriple note{static_cast<std::uint8_t>(*pitch), std::clamp(outputs.step, 0.0f, longestRest),
                    std::max(outputs.duration, 0.0f)};
    atInstant_ = note.step > 0 ? 0 : atInstant_ + 1;
    if (atInstant_ > mostAtAnInstant) {
      note.step = shortestStep;
      atInstant_ = 0;
    }
    return note;
  }

  ComposeLength length_;
  Controls controls_;
  TempoMap tempo_;
  Surroundings around_;
  Random random_;
  Memory memory_;
  TripleWriter writer_;
  std::size_t steps_ = 0;
  int atInstant_ = 0;
  bool done_ = false;
};

class TripleEngine final : public ComposingEngine {
 public:
  explicit TripleEngine(const Checkpoint& checkpoint)
      : recipe_(std::get<TripleRecipe>(checkpoint.recipe.kind)), stepper_(checkpoint) {}

  [[nodiscard]] Result<std::unique_ptr<CompositionStream>> begin(
      const ComposeRequest& request) const override {
    return std::unique_ptr<CompositionStream>(
        std::make_unique<TripleStream>(stepper_, recipe_, request));
  }

 private:
  TripleRecipe recipe_;
  TripleStepper stepper_;
};

}  // namespace

std::unique_ptr<const ComposingEngine> makeTripleEngine(const Checkpoint& checkpoint) {
  return std::make_unique<const TripleEngine>(checkpoint);
}

}  // namespace cadenza
