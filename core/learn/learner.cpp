// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/learner.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/learn/device.h"
#include "core/learn/evaluation.h"

namespace cadenza {
namespace {

constexpr double largestGradientNorm = 1.0;
constexpr int sampleChunks = 16;
constexpr int timedSteps = 32;

double defaultDropout(const Corpus& corpus) {
  constexpr std::size_t learnedByHeart = 2'000'000;
  return corpus.noteCount() < learnedByHeart ? 0.15 : 0.0;
}

}  // namespace

Learner::Learner(const Corpus& corpus, const TrainingOptions& options, torch::Device device)
    : options_(options),
      dropout_(options.dropout.value_or(defaultDropout(corpus))),
      network_(options.recipe, device),
      optimiser_(network_.parameters(), options.weightDecay),
      dealer_(
          corpus, Split::Train, {options.recipe.grid, options.recipe.pedal},
          options.augment ? PieceDealer::Variation::Augmented : PieceDealer::Variation::AsWritten,
          options.seed),
      streams_(corpus, options.streams, [this] { return std::optional(dealer_.deal()); }),
      carried_(network_.initialState(options.streams)),
      batch_(options.chunk, options.streams),
      corpus_(corpus) {}

void Learner::begin(std::uint64_t seed) {
  torch::manual_seed(seed);
  initialise(network_.parameters(), seed);
  optimiser_.restart();
}

Learner::Step Learner::step(double learningRate) {
  streams_.next(batch_);
  const auto losses = network_.losses(batch_, carried_, dropout_);
  const auto events = static_cast<double>(std::max<std::size_t>(1, batch_.events));
  (losses.total / events).backward();
  const double norm = optimiser_.step(learningRate, largestGradientNorm);
  if (!std::isfinite(norm)) carried_ = network_.initialState(options_.streams);
  return {losses.heads, batch_.notes, norm};
}

Result<Evaluation> Learner::evaluate(Split split, std::stop_token stop) {
  const AveragedWeights averaged(network_.parameters(), optimiser_.average());
  return evaluateNetwork(network_, corpus_, split, {sampleChunks}, {}, std::move(stop));
}

Weights Learner::averagedWeights() {
  const AveragedWeights averaged(network_.parameters(), optimiser_.average());
  return network_.parameters().toWeights();
}

void Learner::chooseThreads() {
  TrainingState before;
  capture(before);
  EventBatch batch(std::min(options_.chunk, timedSteps), options_.streams);
  streams_.next(batch);
  chooseThreadsByTiming([&] {
    auto carried = network_.initialState(options_.streams);
    network_.losses(batch, carried, dropout_).total.backward();
  });
  network_.parameters().gradients().zero_();
  restore(before);
}

void Learner::capture(TrainingState& state) const {
  state.dealer = dealer_.state();
  state.cursors = streams_.cursors();
  auto generator = at::detail::getDefaultCPUGenerator();
  state.generator = generator.get_state().clone();
  state.values = network_.parameters().values().clone();
  const auto optimiser = optimiser_.state();
  state.optimiser = {optimiser.first.clone(), optimiser.second.clone(), optimiser.average.clone(),
                     optimiser.steps};
  state.carried.clear();
  for (const auto& layer : carried_) state.carried.push_back(layer.clone());
}

void Learner::restore(const TrainingState& state) {
  torch::NoGradGuard guard;
  dealer_.restore(state.dealer);
  streams_.restore(state.cursors);
  auto generator = at::detail::getDefaultCPUGenerator();
  generator.set_state(state.generator);
  network_.parameters().values().copy_(state.values);
  optimiser_.restore(state.optimiser);
  for (std::size_t i = 0; i < carried_.size(); ++i) {
    carried_[i] = state.carried[i].to(network_.device(), torch::kFloat32, false, true);
  }
}

}  // namespace cadenza
