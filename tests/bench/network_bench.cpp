// SPDX-License-Identifier: GPL-3.0-or-later
#include <benchmark/benchmark.h>
#include <torch/torch.h>

#include <algorithm>
#include <chrono>
#include <future>
#include <string>
#include <vector>

#include "core/compose/composer.h"
#include "core/compose/stepper.h"
#include "core/learn/device.h"
#include "core/learn/event_network.h"
#include "core/learn/gru.h"
#include "core/learn/lstm.h"
#include "tests/bench/inputs.h"

namespace cadenza::bench {
namespace {

using torch::Tensor;

constexpr std::int64_t steps = 64;
constexpr std::int64_t streams = 64;

Checkpoint untrained(const EventNetworkShape& shape) {
  Checkpoint model;
  model.recipe = *findRecipe("performance", NetworkSize::Small);
  model.recipe.events().network = shape;
  EventNetwork network(model.recipe.events(), torch::kCPU);
  initialise(network.parameters(), 1);
  model.weights = network.parameters().toWeights();
  return model;
}

// P4: forward and backward through `layers` layers of `width` over a chunk.
template <class Layer>
void learnLayers(benchmark::State& state, Layer&& layer) {
  setThreads(1);
  const std::int64_t layers = state.range(0);
  const std::int64_t width = state.range(1);
  const Tensor input = torch::randn({steps, streams, width});
  for ([[maybe_unused]] auto round : state) {
    Tensor x = input;
    for (std::int64_t i = 0; i < layers; ++i) x = layer(x, width, i);
    x.sum().backward();
  }
  state.SetItemsProcessed(state.iterations() * steps * streams);
}

std::vector<Tensor> weightsOf(std::int64_t gates, std::int64_t width) {
  const auto leaf = [](std::vector<std::int64_t> shape) {
    return torch::randn(shape).mul_(0.05).set_requires_grad(true);
  };
  return {leaf({gates * width, width}), leaf({gates * width, width}), leaf({gates * width}),
          leaf({gates * width})};
}

void learnByOurGru(benchmark::State& state, Arithmetic arithmetic) {
  const auto w = weightsOf(3, state.range(1));
  learnLayers(state, [&](const Tensor& x, std::int64_t width, std::int64_t) {
    return gru(x, torch::zeros({streams, width}), {w[0], w[1], w[2], w[3]}, arithmetic).states;
  });
}

void learnByTorchGru(benchmark::State& state) {
  const auto w = weightsOf(3, state.range(1));
  learnLayers(state, [&](const Tensor& x, std::int64_t width, std::int64_t) {
    return std::get<0>(
        torch::gru(x, torch::zeros({1, streams, width}), w, true, 1, 0.0, true, false, false));
  });
}

void learnByOurLstm(benchmark::State& state, Arithmetic arithmetic) {
  const auto w = weightsOf(4, state.range(1));
  learnLayers(state, [&](const Tensor& x, std::int64_t width, std::int64_t) {
    const Tensor zeros = torch::zeros({streams, width});
    return lstm(x, {zeros, zeros}, {w[0], w[1], w[2]}, arithmetic).states;
  });
}

void learnByTorchLstm(benchmark::State& state) {
  const auto w = weightsOf(4, state.range(1));
  learnLayers(state, [&](const Tensor& x, std::int64_t width, std::int64_t) {
    const Tensor zeros = torch::zeros({1, streams, width});
    return std::get<0>(torch::lstm(x, {zeros, zeros}, w, true, 1, 0.0, true, false, false));
  });
}

// P5: one event read and the three heads asked, batch 1, 3x512, no attention.
const EventNetworkShape stepShape{3, 512, 320, 0, true, true};

void stepByOurs(benchmark::State& state) {
  const Stepper stepper(untrained(stepShape));
  auto memory = stepper.initialState();
  KeyboardState keyboard;
  const Event event{10, 40, 16};
  keyboard.apply(event);
  std::vector<float> shifts(shiftCount), actions(actionCount), velocities(velocityCount);
  for ([[maybe_unused]] auto round : state) {
    stepper.read(memory, event, keyboard, {});
    stepper.shiftLogits(memory, shifts);
    stepper.actionLogits(memory, 3, {}, actions);
    stepper.velocityLogits(memory, 3, 40, velocities);
    benchmark::DoNotOptimize(velocities.data());
  }
}

void stepByTorch(benchmark::State& state) {
  setThreads(1);
  const Checkpoint model = untrained(stepShape);
  EventNetwork network(model.recipe.events(), torch::kCPU);
  network.parameters().load(model.weights);
  const torch::NoGradGuard guard;
  EventBatch batch(1, 1);
  auto memory = network.initialState(1);
  for ([[maybe_unused]] auto round : state) {
    benchmark::DoNotOptimize(network.logits(batch, memory, 0.0).velocity);
  }
}

// P6: whole notes, sampling and masks included; what a note costs at the beginning and late.
void composeNotes(benchmark::State& state) {
  using Clock = std::chrono::steady_clock;
  constexpr std::size_t notes = 10'000;
  const auto composer =
      Composer::create(untrained(findRecipe("performance", NetworkSize::Medium)->events().network))
          .value();
  ComposeRequest request;
  request.length = Endless{};
  std::vector<double> early, late;
  for ([[maybe_unused]] auto round : state) {
    const auto stream = composer->begin(request).value();
    for (std::size_t begun = 0; begun < notes; begun = stream->notesBegun()) {
      const auto start = Clock::now();
      while (stream->notesBegun() == begun) (void)stream->advance();
      const auto took = std::chrono::duration<double, std::micro>(Clock::now() - start).count();
      if (begun >= 50 && begun < 1000) early.push_back(took);
      if (begun + 1000 > notes) late.push_back(took);
    }
  }
  const auto percentile = [](std::vector<double> values, double share) {
    if (values.empty()) return 0.0;
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
  };
  state.counters["median_us_early"] = percentile(early, 0.5);
  state.counters["median_us_late"] = percentile(late, 0.5);
  state.counters["p99_us"] = percentile(early, 0.99);
  state.counters["p999_us"] = percentile(early, 0.999);
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(notes));
}

// P7: `range` variations of 64 notes, on two threads where there are several, as the window does.
void composeVariations(benchmark::State& state) {
  const auto composer =
      Composer::create(untrained(findRecipe("performance", NetworkSize::Medium)->events().network))
          .value();
  const auto count = static_cast<int>(state.range(0));
  const int half = count / 2;
  for ([[maybe_unused]] auto round : state) {
    ComposeRequest request;
    request.length = NoteCount{64};
    auto second = std::async(half > 0 ? std::launch::async : std::launch::deferred,
                             [&composer, request, half]() mutable {
                               request.randomSeed += 100;
                               return composer->composeVariations(request, half);
                             });
    benchmark::DoNotOptimize(composer->composeVariations(request, count - half));
    benchmark::DoNotOptimize(second.get());
  }
}

}  // namespace

void addNetworkBenchmarks() {
  const auto layers = [](const std::string& name, auto&& work) {
    benchmark::RegisterBenchmark(("layers/" + name).c_str(), work)
        ->Args({2, 256})
        ->Args({3, 512})
        ->Unit(benchmark::kMillisecond);
  };
  const auto with = [](auto* work, Arithmetic arithmetic) {
    return [=](benchmark::State& state) { work(state, arithmetic); };
  };
  layers("torch_lstm", learnByTorchLstm);
  layers("lstm_single", with(&learnByOurLstm, Arithmetic::Single));
  layers("lstm_mixed", with(&learnByOurLstm, Arithmetic::Mixed));
  layers("torch_gru", learnByTorchGru);
  layers("gru_single", with(&learnByOurGru, Arithmetic::Single));
  layers("gru_mixed", with(&learnByOurGru, Arithmetic::Mixed));
  benchmark::RegisterBenchmark("step/torch", stepByTorch)->Unit(benchmark::kMicrosecond);
  benchmark::RegisterBenchmark("step/ours", stepByOurs)->Unit(benchmark::kMicrosecond);
  benchmark::RegisterBenchmark("compose/notes", composeNotes)->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("compose/variations", composeVariations)
      ->Arg(1)
      ->Arg(4)
      ->Arg(8)
      ->UseRealTime()
      ->Unit(benchmark::kMillisecond);
}

}  // namespace cadenza::bench
