// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/event_task.h"

#include <algorithm>
#include <utility>

#include "core/learn/cursor_json.h"
#include "core/learn/device.h"
#include "core/learn/evaluation.h"

namespace cadenza {
namespace {

// Of three streams one reads gaps.
constexpr int streamsAGap = 3;

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
      dealer_(
          corpus, Split::Train, {options.recipe.events().grid, options.recipe.events().pedal},
          options.augment ? PieceDealer::Variation::Augmented : PieceDealer::Variation::AsWritten,
          options.seed),
      streams_(corpus, options.streams, [this](int stream) { return assign(stream); }),
      carried_(network_.initialState(options.streams)),
      batch_(options.chunk, options.streams) {}

std::optional<Assignment> EventTask::assign(int stream) {
  const bool gap = options_.gaps && stream % streamsAGap == streamsAGap - 1;
  return gap ? dealer_.dealGap() : dealer_.deal();
}

void EventTask::begin(std::uint64_t seed) { initialise(network_.parameters(), seed); }

LearningTask::Losses EventTask::next() {
  streams_.next(batch_);
  const auto losses = network_.losses(batch_, carried_, dropout_);
  const auto events = static_cast<double>(std::max<std::size_t>(1, batch_.events));
  return {losses.total / events, losses.heads, static_cast<double>(batch_.reportedNotes),
          batch_.notes};
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
  State state{toJson({dealer_.state(), streams_.cursors(), arithmetic_}), {}};
  int number = 0;
  for (const torch::Tensor* tensor : carried_.tensors()) {
    state.carried.emplace("carried." + std::to_string(number++), tensor->clone());
  }
  return state;
}

void EventTask::restore(const State& state) {
  const EventCursor cursor = eventCursorFromJson(state.cursor);
  dealer_.restore(cursor.dealer);
  streams_.restore(cursor.streams);
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
