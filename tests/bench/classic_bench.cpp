// SPDX-License-Identifier: GPL-3.0-or-later
#include <benchmark/benchmark.h>
#include <torch/torch.h>

#include <memory>
#include <vector>

#include "core/base/random.h"
#include "core/learn/device.h"
#include "core/learn/learner.h"
#include "tests/bench/inputs.h"

namespace cadenza::bench {
namespace {

constexpr std::int64_t window = 25;
constexpr std::int64_t width = 128;

// What is in the notes does not change the work.
Corpus manyNotes() {
  constexpr int pieces = 128;
  constexpr int notes = 4000;
  Random random(1);
  std::vector<Score> scores;
  for (int piece = 0; piece < pieces; ++piece) {
    ScoreItems items;
    Tick onset = 0;
    for (int i = 0; i < notes; ++i) {
      onset += static_cast<Tick>(random.below(400));
      items.notes.push_back({onset, 1 + static_cast<Tick>(random.below(1000)),
                             static_cast<std::uint8_t>(21 + random.below(88)), 80});
    }
    scores.emplace_back(std::move(items));
  }
  return Corpus::fromScores(scores);
}

// P3: steps of Classic B, data and optimiser included, on one thread.
void learnStreams(benchmark::State& state, ArithmeticChoice arithmetic) {
  setThreads(1);
  const Corpus corpus = manyNotes();
  TrainingOptions options = defaultOptions(*findRecipe("classic-b", NetworkSize::Small));
  options.arithmetic = arithmetic;
  Learner learner(makeTask(corpus, options, torch::kCPU).value(), options.optimiser);
  learner.begin(1);
  std::size_t notes = 0;
  for ([[maybe_unused]] auto round : state) notes += learner.step(1e-3).notes;
  state.SetItemsProcessed(static_cast<std::int64_t>(notes));
}

// The same network as the tutorial trains it, with torch's own layers and optimiser: batches of 64
// windows of 25 notes, of each of which one note is learned.
void learnWindowsInTorch(benchmark::State& state) {
  setThreads(1);
  constexpr std::int64_t batch = 64;
  torch::nn::LSTM lstm(3, width);
  torch::nn::Linear heads(width, 130);
  std::vector<torch::Tensor> parameters = lstm->parameters();
  for (const torch::Tensor& parameter : heads->parameters()) parameters.push_back(parameter);
  torch::optim::Adam adam(parameters, 5e-3);
  const torch::Tensor inputs = torch::rand({window, batch, 3});
  const torch::Tensor pitch = torch::randint(128, {batch}, torch::kInt64);
  const torch::Tensor times = torch::rand({batch, 2});
  for ([[maybe_unused]] auto round : state) {
    adam.zero_grad();
    const auto last = std::get<0>(lstm(inputs))[window - 1];
    const torch::Tensor out = heads(last);
    const torch::Tensor predicted = out.narrow(1, 128, 2);
    const torch::Tensor errors =
        (predicted - times).square() + 10 * torch::clamp_min(-predicted, 0);
    const torch::Tensor loss =
        0.05 * torch::cross_entropy_loss(out.narrow(1, 0, 128), pitch) + 2 * errors.mean();
    loss.backward();
    adam.step();
  }
  state.SetItemsProcessed(state.iterations() * batch);
}

}  // namespace

void addClassicBenchmarks() {
  benchmark::RegisterBenchmark("classic_b/torch_windows", learnWindowsInTorch);
  benchmark::RegisterBenchmark("classic_b/streams_single", [](benchmark::State& state) {
    learnStreams(state, ArithmeticChoice::Single);
  });
  benchmark::RegisterBenchmark("classic_b/streams_mixed", [](benchmark::State& state) {
    learnStreams(state, ArithmeticChoice::Mixed);
  });
}

}  // namespace cadenza::bench
