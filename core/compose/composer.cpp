// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/composer.h"

#include <string>
#include <utility>

#include "core/compose/compose_span.h"
#include "core/compose/composing_engine.h"

namespace cadenza {
namespace {

std::unique_ptr<const ComposingEngine> makeEngine(const Checkpoint& checkpoint) {
  if (checkpoint.recipe.isOurs()) return makeEventEngine(checkpoint);
  if (std::holds_alternative<ChordRecipe>(checkpoint.recipe.kind)) {
    return makeChordEngine(checkpoint);
  }
  return makeTripleEngine(checkpoint);
}

Error notYet() { return {ErrorCode::InvalidArgument, "Cadenza can't compose in this way yet."}; }

}  // namespace

struct Composer::Parts {
  Recipe recipe;
  ModelInfo info;
  std::unique_ptr<const ComposingEngine> engine;
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
  const auto* chords = std::get_if<ChordRecipe>(&checkpoint.recipe.kind);
  if (chords && checkpoint.chords.classes() != chords->classes) {
    return Error{ErrorCode::UnsupportedFile, "The model lacks the chords that its recipe needs."};
  }
  auto engine = makeEngine(checkpoint);
  return std::shared_ptr<const Composer>(new Composer(std::make_unique<const Parts>(
      Parts{checkpoint.recipe, std::move(checkpoint.info), std::move(engine)})));
}

Composer::Composer(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
Composer::~Composer() = default;

const Recipe& Composer::recipe() const { return parts_->recipe; }
const ModelInfo& Composer::info() const { return parts_->info; }

Result<Composition> Composer::compose(const ComposeRequest& request, const ProgressReport& progress,
                                      std::stop_token stop) const {
  if (auto fault = faultOf(request, parts_->recipe)) return *fault;
  Limits known;
  known.key = request.controls.limits.key;
  const bool isKnown = request.controls.limits == known && !request.controls.density &&
                       !request.until && !std::holds_alternative<Endless>(request.length);
  if (!isKnown) return notYet();
  return parts_->engine->compose(request, progress, stop);
}

Result<std::vector<Composition>> Composer::composeVariations(const ComposeRequest& request,
                                                             int count,
                                                             const ProgressReport& progress,
                                                             std::stop_token stop) const {
  std::vector<Composition> compositions;
  ComposeRequest wish = request;
  for (int i = 0; i < count; ++i, ++wish.randomSeed) {
    const auto report = [&](ComposeProgress made) {
      made.variation = i;
      if (progress) progress(made);
    };
    auto composition = compose(wish, report, stop);
    if (!composition) return composition.error();
    compositions.push_back(std::move(*composition));
  }
  return compositions;
}

Result<std::unique_ptr<CompositionStream>> Composer::begin(const ComposeRequest& request) const {
  if (auto fault = faultOf(request, parts_->recipe)) return *fault;
  return notYet();
}

}  // namespace cadenza
