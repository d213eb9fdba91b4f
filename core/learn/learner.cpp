// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/learner.h"

#include <cmath>
#include <utility>

#include "core/learn/device.h"

namespace cadenza {
namespace {

constexpr int sampleChunks = 16;

}  // namespace

Learner::Learner(std::unique_ptr<LearningTask> task, const OptimiserOptions& optimiser)
    : task_(std::move(task)), optimiser_(task_->parameters(), optimiser) {}

void Learner::begin(std::uint64_t seed) {
  torch::manual_seed(seed);
  task_->begin(seed);
  optimiser_.restart();
}

Result<void> Learner::beginFrom(const Checkpoint& model, std::uint64_t seed) {
  begin(seed);
  const Checkpoint blank = task_->blank();
  if (model.recipe.name != blank.recipe.name || !(model.chords == blank.chords)) {
    return Error{ErrorCode::InvalidArgument,
                 "A model of the recipe " + model.recipe.name +
                     (model.recipe.name == blank.recipe.name
                          ? " that knows other chords can't be taught further on these pieces."
                          : " can't be taught further by the recipe " + blank.recipe.name + ".")};
  }
  if (auto adopted = task_->parameters().adopt(model.weights); !adopted) return adopted;
  optimiser_.restart();
  return {};
}

Learner::Step Learner::step(double learningRate) {
  const auto losses = task_->next();
  losses.objective.backward();
  if (!torch::isfinite(losses.objective).item<bool>()) task_->parameters().gradients().fill_(NAN);
  const double norm = optimiser_.step(learningRate);
  if (!std::isfinite(norm)) task_->forget();
  return {losses.heads, losses.reported, losses.notes, norm};
}

Result<Evaluation> Learner::evaluate(Split split, std::stop_token stop) {
  const AveragedWeights averaged(task_->parameters(), optimiser_.average());
  return task_->evaluate(split, {sampleChunks}, {}, std::move(stop));
}

Checkpoint Learner::averagedModel() {
  const AveragedWeights averaged(task_->parameters(), optimiser_.average());
  Checkpoint model = task_->blank();
  model.weights = task_->parameters().toWeights();
  return model;
}

void Learner::chooseThreads() {
  if (defaultThreads() == 1) return setThreads(1);
  TrainingState before;
  capture(before);
  chooseThreadsByTiming([&] { task_->next().objective.backward(); });
  task_->parameters().gradients().zero_();
  restore(before);
}

void Learner::capture(TrainingState& state) const {
  state.data = task_->state();
  auto generator = at::detail::getDefaultCPUGenerator();
  state.generator = generator.get_state().clone();
  state.values = task_->parameters().values().clone();
  const auto optimiser = optimiser_.state();
  state.optimiser = {optimiser.first.clone(), optimiser.second.clone(), optimiser.average.clone(),
                     optimiser.steps};
}

void Learner::restore(const TrainingState& state) {
  torch::NoGradGuard guard;
  task_->restore(state.data);
  auto generator = at::detail::getDefaultCPUGenerator();
  generator.set_state(state.generator);
  task_->parameters().values().copy_(state.values);
  optimiser_.restore(state.optimiser);
}

}  // namespace cadenza
