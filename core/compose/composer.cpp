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

}  // namespace

struct Composer::Parts {
  Recipe recipe;
  ModelInfo info;
  std::unique_ptr<const ComposingEngine> engine;
};

UsualSampling usualSampling(const Recipe& recipe) {
  if (std::holds_alternative<TripleRecipe>(recipe.kind)) return {2.0, 1.0};
  if (std::holds_alternative<ChordRecipe>(recipe.kind)) return {1.0, 1.0};
  return {};
}

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

Result<Composition> Composer::compose(const ComposeRequest& request,
                                      const std::function<void(const ComposeProgress&)>& progress,
                                      std::stop_token stop) const {
  if (auto fault = faultOf(request)) return *fault;
  if (request.tempoFactor != 1 && !std::holds_alternative<ChordRecipe>(parts_->recipe.kind)) {
    return Error{ErrorCode::InvalidArgument,
                 "Only Classic A, which knows frames, writes at a tempo factor."};
  }
  return parts_->engine->compose(request, progress, stop);
}

}  // namespace cadenza
