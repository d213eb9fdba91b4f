// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/triple_task.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/base/json_text.h"
#include "core/base/random.h"
#include "core/learn/device.h"
#include "core/learn/keras_initial.h"
#include "core/learn/triple_evaluation.h"

namespace cadenza {
namespace {

using Json = nlohmann::json;

Json toJson(const TripleStreams::Cursor& cursor) {
  return {cursor.active, cursor.piece, cursor.position};
}

}  // namespace

Result<std::unique_ptr<LearningTask>> TripleTask::make(const Corpus& corpus,
                                                       const TrainingOptions& options,
                                                       torch::Device device) {
  const Error empty{ErrorCode::EmptyCorpus,
                    "There are too few notes to learn from in this corpus."};
  if (piecesWithNotes(corpus, Split::Train).empty()) return empty;
  if (!std::get<TripleRecipe>(options.recipe.kind).faithful) {
    return std::unique_ptr<LearningTask>(
        std::make_unique<TripleStreamTask>(corpus, options, device));
  }
  auto task = std::make_unique<TripleWindowTask>(corpus, options, device);
  if (task->windows() < static_cast<std::size_t>(options.streams)) return empty;
  return std::unique_ptr<LearningTask>(std::move(task));
}

TripleTask::TripleTask(const Corpus& corpus, const TrainingOptions& options, torch::Device device)
    : corpus_(corpus),
      options_(options),
      arithmetic_(chooseArithmetic(options.arithmetic, device)),
      network_(device, arithmetic_) {}

const TripleRecipe& TripleTask::recipe() const {
  return std::get<TripleRecipe>(options_.recipe.kind);
}

void TripleTask::begin(std::uint64_t seed) { initialiseAsKeras(network_.parameters(), seed); }

void TripleTask::setArithmetic(Arithmetic arithmetic) {
  arithmetic_ = arithmetic;
  network_.setArithmetic(arithmetic);
}

LearningTask::Losses TripleTask::score(const torch::Tensor& states,
                                       const TripleBatch& batch) const {
  const auto notes = static_cast<double>(std::max<std::size_t>(1, batch.notes));
  const torch::Tensor heads =
      tripleLosses(network_.outputs(states), targetsOf(batch, network_.device()));
  return {heads.sum() / notes, heads.detach(), static_cast<double>(batch.notes), batch.notes};
}

Result<Evaluation> TripleTask::evaluate(Split split, EvaluationExtent extent,
                                        const std::function<void(double)>& progress,
                                        std::stop_token stop) {
  network_.setArithmetic(Arithmetic::Single);
  auto evaluation =
      evaluateTriples(network_, recipe(), corpus_, split, extent, progress, std::move(stop));
  network_.setArithmetic(arithmetic_);
  return evaluation;
}

TripleStreamTask::TripleStreamTask(const Corpus& corpus, const TrainingOptions& options,
                                   torch::Device device)
    : TripleTask(corpus, options, device),
      order_(piecesWithNotes(corpus, Split::Train)),
      streams_(corpus, options.streams, [this] { return std::optional(deal()); }),
      carried_(network().initialState(options.streams)) {
  shuffle();
}

// The order of an epoch depends on the seed and the epoch alone, so that a cursor restores it.
void TripleStreamTask::shuffle() {
  std::sort(order_.begin(), order_.end());
  Random random(options().seed * 1'000'003 + dealt_ / order_.size());
  for (std::size_t i = order_.size(); i > 1; --i) std::swap(order_[i - 1], order_[random.below(i)]);
}

std::size_t TripleStreamTask::deal() {
  if (dealt_ > 0 && dealt_ % order_.size() == 0) shuffle();
  return order_[dealt_++ % order_.size()];
}

LearningTask::Losses TripleStreamTask::next() {
  streams_.next(options().chunk, batch_);
  const auto device = network().device();
  const torch::Tensor carries = torch::tensor(batch_.carries).to(device).unsqueeze(1);
  carried_ = {carried_.hidden * carries, carried_.cell * carries};
  return score(network().read(inputsOf(batch_, device), carried_).flatten(0, 1), batch_);
}

void TripleStreamTask::forget() { carried_ = network().initialState(options().streams); }

LearningTask::State TripleStreamTask::state() {
  Json streams = Json::array();
  for (const auto& cursor : streams_.cursors()) streams.push_back(toJson(cursor));
  return {
      Json{{"dealt", dealt_}, {"mixed", arithmetic() == Arithmetic::Mixed}, {"streams", streams}}
          .dump(),
      {{"hidden", carried_.hidden.clone()}, {"cell", carried_.cell.clone()}}};
}

void TripleStreamTask::restore(const State& state) {
  const Json json = parseJson(state.cursor);
  const auto dealt = json.at("dealt").get<std::size_t>();
  dealt_ = dealt > 0 ? dealt - 1 : 0;
  shuffle();
  dealt_ = dealt;
  setArithmetic(json.at("mixed").get<bool>() ? Arithmetic::Mixed : Arithmetic::Single);
  std::vector<TripleStreams::Cursor> cursors;
  for (const Json& cursor : json.at("streams")) {
    cursors.push_back({cursor.at(0).get<bool>(), cursor.at(1).get<std::size_t>(),
                       cursor.at(2).get<std::size_t>()});
  }
  streams_.restore(cursors);
  const auto kept = [&](const char* name) {
    return state.carried.at(name)
        .narrow(0, 0, options().streams)
        .to(network().device(), torch::kFloat32, false, true)
        .contiguous();
  };
  carried_ = {kept("hidden"), kept("cell")};
}

TripleWindowTask::TripleWindowTask(const Corpus& corpus, const TrainingOptions& options,
                                   torch::Device device)
    : TripleTask(corpus, options, device), windows_(corpus, recipe().window, options.seed) {}

LearningTask::Losses TripleWindowTask::next() {
  windows_.next(static_cast<std::size_t>(options().streams), batch_);
  LstmState state = network().initialState(batch_.streams);
  const torch::Tensor states = network().read(inputsOf(batch_, network().device()), state);
  return score(states[batch_.steps - 1], batch_);
}

LearningTask::State TripleWindowTask::state() {
  return {Json{{"dealt", windows_.dealt()}, {"mixed", arithmetic() == Arithmetic::Mixed}}.dump(),
          {}};
}

void TripleWindowTask::restore(const State& state) {
  const Json json = parseJson(state.cursor);
  windows_.restore(json.at("dealt").get<std::size_t>());
  setArithmetic(json.at("mixed").get<bool>() ? Arithmetic::Mixed : Arithmetic::Single);
}

}  // namespace cadenza
