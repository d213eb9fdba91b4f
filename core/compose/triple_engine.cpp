// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <limits>
#include <vector>

#include "core/base/random.h"
#include "core/compose/compose_span.h"
#include "core/compose/composing_engine.h"
#include "core/compose/sampler.h"
#include "core/compose/triple_stepper.h"
#include "core/encode/note_triples.h"

namespace cadenza {
namespace {

using Input = std::array<float, 3>;

constexpr float impossible = -std::numeric_limits<float>::infinity();
constexpr std::uint8_t velocity = 100;
constexpr std::size_t mostEvents = 200'000;
constexpr std::size_t eventsAReport = 16;
constexpr float longestRest = 4;  // seconds
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
      : stepper_(stepper),
        recipe_(recipe),
        state_(stepper.initialState()),
        window_(static_cast<std::size_t>(recipe.window), Input{}) {
    stepper_.read(state_, Input{});
  }

  void hear(const NoteTriple& note) { take(inputOf(note)); }
  void hearOwn(const NoteTriple& note) {
    Input input = inputOf(note);
    if (recipe_.faithful) input[0] = static_cast<float>(note.pitch);
    take(input);
  }

  [[nodiscard]] TripleStepper::Outputs next() const {
    if (!recipe_.faithful) return stepper_.outputs(state_);
    auto state = stepper_.initialState();
    for (const Input& input : window_) stepper_.read(state, input);
    return stepper_.outputs(state);
  }

 private:
  void take(const Input& input) {
    if (!recipe_.faithful) return stepper_.read(state_, input);
    window_.erase(window_.begin());
    window_.push_back(input);
  }

  const TripleStepper& stepper_;
  const TripleRecipe& recipe_;
  TripleStepper::State state_;
  std::vector<Input> window_;
};

// One composition in the making, note by note.
class Composing {
 public:
  Composing(const TripleStepper& stepper, const TripleRecipe& recipe, const ComposeRequest& request)
      : request_(request),
        from_(startOf(request, 1)),
        end_(endOf(request, from_)),
        random_(request.randomSeed),
        memory_(stepper, recipe),
        writer_(writerFor(request, from_)) {
    for (const NoteTriple& note : noteTriples(contextBefore(request.seed, from_))) {
      memory_.hear(note);
    }
  }

  Composition compose(const std::function<void(const ComposeProgress&)>& progress,
                      const std::stop_token& stop) {
    Composition composition{{}, {from_, end_}, 0, false, {}};
    const auto* wanted = std::get_if<NoteCount>(&request_.length);
    const auto isEnough = [&] {
      return wanted && writer_.notes().size() >= static_cast<std::size_t>(wanted->count);
    };
    while (composition.events < mostEvents && !isEnough()) {
      composition.stopped = stop.stop_requested();
      if (composition.stopped) break;
      const NoteTriple note = next();
      if (request_.seed.tempo().tickAt(writer_.now() + double{note.step}) >= end_) break;
      memory_.hearOwn(note);
      (void)writer_.push(note);
      if (++composition.events % eventsAReport == 0 && progress) {
        progress({fractionDone(wanted), writer_.notes()});
      }
    }
    finish(composition, wanted != nullptr);
    return composition;
  }

 private:
  // Steps count on from the last onset of the seed, but nothing begins before `from`.
  static TripleWriter writerFor(const ComposeRequest& request, Tick from) {
    const TempoMap& tempo = request.seed.tempo();
    const auto before = request.seed.notesStartingIn({0, from});
    const double earliest = tempo.secondsAt(from);
    const double origin = before.empty() ? earliest : tempo.secondsAt(before.back().onset);
    return {tempo, origin, earliest, velocity};
  }

  NoteTriple next() {
    auto outputs = memory_.next();
    for (int pitch = 0; request_.controls.limits.key && pitch < 128; ++pitch) {
      if (!request_.controls.limits.key->contains(pitch))
        outputs.pitch[static_cast<std::size_t>(pitch)] = impossible;
    }
    const int pitch =
        draw(outputs.pitch, {request_.controls.temperature, request_.controls.topP}, random_);
    NoteTriple note{static_cast<std::uint8_t>(pitch), std::clamp(outputs.step, 0.0f, longestRest),
                    std::max(outputs.duration, 0.0f)};
    atInstant_ = note.step > 0 ? 0 : atInstant_ + 1;
    if (atInstant_ > mostAtAnInstant) {
      note.step = shortestStep;
      atInstant_ = 0;
    }
    return note;
  }

  [[nodiscard]] double fractionDone(const NoteCount* wanted) const {
    if (wanted) return std::min(1.0, static_cast<double>(writer_.notes().size()) / wanted->count);
    const double done = request_.seed.tempo().tickAt(writer_.now()) - from_;
    return std::clamp(done / std::max(1, end_ - from_), 0.0, 1.0);
  }

  void finish(Composition& composition, bool countedInNotes) {
    const auto& notes = writer_.notes();
    if (countedInNotes) {
      composition.range.end = from_;
      for (const Note& note : notes) {
        composition.range.end = std::max(composition.range.end, note.end());
      }
    } else if (composition.stopped) {
      composition.range.end = std::max(from_, request_.seed.tempo().tickAt(writer_.now()));
    }
    for (Note note : notes) {
      note.duration = std::min(note.end(), composition.range.end) - note.onset;
      if (note.duration > 0) composition.material.notes.push_back(note);
    }
    std::sort(composition.material.notes.begin(), composition.material.notes.end());
  }

  const ComposeRequest& request_;
  Tick from_;
  Tick end_;
  Random random_;
  Memory memory_;
  TripleWriter writer_;
  int atInstant_ = 0;
};

class TripleEngine final : public ComposingEngine {
 public:
  explicit TripleEngine(const Checkpoint& checkpoint)
      : recipe_(std::get<TripleRecipe>(checkpoint.recipe.kind)), stepper_(checkpoint) {}

  [[nodiscard]] Result<Composition> compose(
      const ComposeRequest& request, const std::function<void(const ComposeProgress&)>& progress,
      const std::stop_token& stop) const override {
    return Composing(stepper_, recipe_, request).compose(progress, stop);
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
