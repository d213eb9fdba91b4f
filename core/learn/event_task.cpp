// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/event_task.h"

#include <algorithm>
#include <utility>

#include "core/learn/cursor_json.h"
#include "core/learn/device.h"
#include "core/learn/evaluation.h"

namespace cadenza {
namespace {

double defaultDropout(const Corpus& corpus) {
  constexpr std::size_t learnedByHeart = 2'000'000;
  return corpus.noteCount() < learnedByHeart ? 0.15 : 0.0;
}

}  // namespace

EventTask::EventTask(const Corpus& corpus, const TrainingOptions& options, torch::Device device)
    : corpus_(corpus),
      options_(options),
      dropout_(options.dropout.value_or(defaultDropout(corpus))),
      arithmetic_(chooseArithmetic(options.arithmetic, device)),
      network_(options.recipe.events(), device, arithmetic_),
      feed_(corpus, options,
            device.is_cuda() ? EventFeed::Reading::Ahead : EventFeed::Reading::OnDemand),
      carried_(network_.initialState(options.streams)) {}

void EventTask::begin(std::uint64_t seed) { initialise(network_.parameters(), seed); }

LearningTask::Losses EventTask::next() {
  const EventBatch& batch = feed_.next();
  const auto losses = network_.losses(batch, carried_, dropout_);
  const auto events = static_cast<double>(std::max<std::size_t>(1, batch.events));
  return {losses.total / events, losses.heads, static_cast<double>(batch.reportedNotes),
          batch.notes};
}

void EventTask::forget() { carried_ = network_.initialState(options_.streams); }

// Scored in single precision, so that figures do not depend on what learned them.
Result<Evaluation> EventTask::evaluate(Split split, EvaluationExtent extent,
                                       const std::function<void(double)>& progress,
                                       std::stop_token stop) {
  network_.setArithmetic(Arithmetic::Single);
  auto evaluation = evaluateNetwork(network_, corpus_, split, extent, progress, std::move(stop));
  network_.setArithmetic(arithmetic_);
  return evaluation;
}

LearningTask::State EventTask::state() {
  State state{toJson({feed_.cursor(), arithmetic_}), {}};
  int number = 0;
  for (const torch::Tensor* tensor : carried_.tensors()) {
    state.carried.emplace("carried." + std::to_string(number++), tensor->clone());
  }
  return state;
}

void EventTask::restore(const State& state) {
  const EventCursor cursor = eventCursorFromJson(state.cursor);
  feed_.restore(cursor.feed);
  arithmetic_ = cursor.arithmetic;
  network_.setArithmetic(arithmetic_);
  int number = 0;
  for (torch::Tensor* tensor : carried_.tensors()) {
    const torch::Tensor& kept = state.carried.at("carried." + std::to_string(number++));
    *tensor = kept.narrow(0, 0, options_.streams)
                  .to(network_.device(), torch::kFloat32, false, true)
                  .contiguous();
  }
}

}  // namespace cadenza
