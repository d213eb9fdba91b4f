// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/compose/chances.h"
#include "core/compose/insight_recipes.h"
#include "core/compose/triple_stepper.h"
#include "core/encode/note_triples.h"

namespace cadenza {
namespace {

using Input = std::array<float, 3>;
using State = TripleStepper::State;
using Outputs = TripleStepper::Outputs;

constexpr std::size_t notesAReport = 64;
constexpr double resolution = 0.01;  // seconds

Input inputOf(const NoteTriple& note) {
  return {static_cast<float>(note.pitch) / 128, note.step, note.duration};
}

struct TripleMemory final : PieceInsight::Memory {
  static constexpr std::size_t spacing = 64;
  std::vector<NoteTriple> notes;
  std::vector<State> states;  // what is known before each spacing'th note
};

// -ln of the chance of an error, from a Gaussian of that variance, to `resolution`.
double gaussianNats(double error, double variance) {
  return 0.5 * std::log(2 * std::numbers::pi * variance) + error * error / (2 * variance) -
         std::log(resolution);
}

// What the model told of each note, and what it was wrong by.
struct Told {
  std::vector<float> pitch;  // nats
  std::vector<double> stepErrors, durationErrors;

  [[nodiscard]] static double varianceOf(const std::vector<double>& errors) {
    double sum = 0;
    for (const double error : errors) sum += error * error;
    const auto count = static_cast<double>(std::max<std::size_t>(1, errors.size()));
    return std::max(sum / count, resolution * resolution);
  }

  [[nodiscard]] std::vector<NoteInsight> insights(std::size_t notes) const {
    const double steps = varianceOf(stepErrors);
    const double durations = varianceOf(durationErrors);
    std::vector<NoteInsight> all(notes);
    for (std::size_t i = 0; i < pitch.size(); ++i) {
      all[i].told = true;
      all[i].surprise = {static_cast<float>(gaussianNats(stepErrors[i], steps)), pitch[i], 0,
                         static_cast<float>(gaussianNats(durationErrors[i], durations))};
    }
    return all;
  }
};

// Reads notes as composing does: ours carries the state on from zeros; the tutorial reads the last
// notes anew for each.
class TripleInsight final : public ModelInsight {
 public:
  explicit TripleInsight(const Checkpoint& checkpoint)
      : ModelInsight(checkpoint),
        recipe_(std::get<TripleRecipe>(checkpoint.recipe.kind)),
        stepper_(checkpoint) {}

  [[nodiscard]] Result<PieceInsight> read(const Score& score, const PieceInsight* /*before*/,
                                          const Progress& progress,
                                          const std::stop_token& stop) const override {
    const auto memory = std::make_shared<TripleMemory>();
    memory->notes = noteTriples(score);
    const std::vector<NoteTriple>& notes = memory->notes;
    Told told;
    State state = beginning();
    std::size_t i = 0;
    for (; i < notes.size() && !stop.stop_requested(); ++i) {
      if (i % TripleMemory::spacing == 0) memory->states.push_back(state);
      const Outputs outputs = next(notes, i, state);
      if (!areFinite(outputs)) return outputsNotFinite();
      told.pitch.push_back(
          static_cast<float>(std::min(natsOf(outputs.pitch, notes[i].pitch), mostNats)));
      told.stepErrors.push_back(double{notes[i].step} - outputs.step);
      told.durationErrors.push_back(double{notes[i].duration} - outputs.duration);
      if (!recipe_.faithful) stepper_.read(state, inputOf(notes[i]));
      if (progress && i % notesAReport == 0) {
        progress(static_cast<double>(i) / static_cast<double>(notes.size()), [&] {
          return PieceInsight{score, told.insights(notes.size()), {}, false, {}};
        });
      }
    }
    return PieceInsight{score, told.insights(notes.size()), {}, i == notes.size(), memory};
  }

  [[nodiscard]] Result<Expectation> expect(const PieceInsight& piece, Tick at,
                                           const std::stop_token& stop) const override {
    Expectation expectation{at, {}, 0, {}};
    const auto* known = dynamic_cast<const TripleMemory*>(piece.memory.get());
    if (!known) return expectation;
    const auto heard = piece.score.notesStartingIn({0, at}).size();
    std::size_t i = 0;
    State state = beginning();
    if (!known->states.empty()) {
      const std::size_t nearest = std::min(heard / TripleMemory::spacing, known->states.size() - 1);
      state = known->states[nearest];
      i = nearest * TripleMemory::spacing;
    }
    for (; !recipe_.faithful && i < heard && !stop.stop_requested(); ++i) {
      stepper_.read(state, inputOf(known->notes[i]));
    }
    Outputs outputs = next(known->notes, heard, state);
    if (!areFinite(outputs)) return outputsNotFinite();
    toChances(outputs.pitch);
    for (std::size_t key = 0; key < pianoKeyCount; ++key) {
      expectation.keys[key] = outputs.pitch[key + lowestPianoPitch];
    }
    const TempoMap& tempo = piece.score.tempo();
    const double last =
        heard > 0 ? tempo.secondsAt(piece.score.notes()[heard - 1].onset) : tempo.secondsAt(at);
    const Tick then = tempo.tickAt(last + std::max(0.0f, outputs.step));
    expectation.when.push_back({std::max(at, then), 1});
    return expectation;
  }

 private:
  [[nodiscard]] State beginning() const {
    State state = stepper_.initialState();
    if (!recipe_.faithful) stepper_.read(state, Input{});
    return state;
  }

  // What follows the first `heard` notes; `state` has read them, unless the model is faithful.
  [[nodiscard]] Outputs next(const std::vector<NoteTriple>& notes, std::size_t heard,
                             const State& state) const {
    if (!recipe_.faithful) return stepper_.outputs(state);
    const auto window = static_cast<std::size_t>(recipe_.window);
    State fresh = stepper_.initialState();
    for (std::size_t i = heard; i < window; ++i) stepper_.read(fresh, Input{});
    for (std::size_t i = heard - std::min(heard, window); i < heard; ++i) {
      stepper_.read(fresh, inputOf(notes[i]));
    }
    return stepper_.outputs(fresh);
  }

  TripleRecipe recipe_;
  TripleStepper stepper_;
};

}  // namespace

std::shared_ptr<const ModelInsight> makeTripleInsight(const Checkpoint& checkpoint) {
  return std::make_shared<const TripleInsight>(checkpoint);
}

}  // namespace cadenza
