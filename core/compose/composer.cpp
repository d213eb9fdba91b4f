// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/composer.h"

#include <algorithm>
#include <string>
#include <utility>

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

constexpr std::size_t turnsAReport = 8;
constexpr std::size_t turnsPerTurnOfReport = 64;

double fractionDone(const CompositionStream& stream, const ComposeLength& length) {
  const TickRange range = stream.range();
  if (range.end < maxTick) {
    const double done = stream.written() - range.begin;
    return std::clamp(done / std::max(1, range.length()), 0.0, 1.0);
  }
  const auto* wanted = std::get_if<NoteCount>(&length);
  if (!wanted) return 0;
  return std::min(1.0, static_cast<double>(stream.notesBegun()) / wanted->count);
}

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

Result<void> ComposingEngine::advance(std::vector<CompositionStream*>& streams) const {
  std::vector<CompositionStream*> going;
  for (CompositionStream* stream : streams) {
    const auto advanced = stream->advance();
    if (!advanced) return advanced.error();
    if (*advanced) going.push_back(stream);
  }
  streams = std::move(going);
  return {};
}

Result<Composition> Composer::compose(const ComposeRequest& request, const ProgressReport& progress,
                                      std::stop_token stop) const {
  auto compositions = composeVariations(request, 1, progress, std::move(stop));
  if (!compositions) return compositions.error();
  return std::move(compositions->front());
}

Result<std::vector<Composition>> Composer::composeVariations(const ComposeRequest& request,
                                                             int count,
                                                             const ProgressReport& progress,
                                                             std::stop_token stop) const {
  if (std::holds_alternative<Endless>(request.length) && !request.until) {
    return Error{ErrorCode::InvalidArgument, "Say how long the music is to be."};
  }
  std::vector<std::unique_ptr<CompositionStream>> streams;
  ComposeRequest wish = request;
  for (int i = 0; i < count; ++i, ++wish.randomSeed) {
    auto begun = begin(wish);
    if (!begun) return begun.error();
    streams.push_back(std::move(*begun));
  }
  const auto report = [&](int number) {
    const CompositionStream& stream = *streams[static_cast<std::size_t>(number)];
    const Composition made = stream.soFar(0);
    progress({fractionDone(stream, request.length), made.material.notes, number});
  };
  std::vector<CompositionStream*> going;
  for (const auto& stream : streams) going.push_back(stream.get());
  // One after the other and ever more seldom, since a report costs more the longer the music is.
  std::size_t nextReport = turnsAReport;
  int reported = 0;
  for (std::size_t turn = 1; !going.empty() && !stop.stop_requested(); ++turn) {
    if (auto advanced = parts_->engine->advance(going); !advanced) return advanced.error();
    if (!progress || turn < nextReport) continue;
    report(reported++ % count);
    nextReport = turn + std::max(turnsAReport, turn / turnsPerTurnOfReport);
  }
  std::vector<Composition> compositions;
  for (const auto& stream : streams) compositions.push_back(stream->finish());
  return compositions;
}

Result<std::unique_ptr<CompositionStream>> Composer::begin(const ComposeRequest& request) const {
  if (auto fault = faultOf(request, parts_->recipe)) return *fault;
  return parts_->engine->begin(request);
}

}  // namespace cadenza
