// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "core/compose/chord_stepper.h"
#include "core/compose/triple_stepper.h"
#include "core/learn/chord_network.h"
#include "core/learn/triple_network.h"
#include "tests/support/tiny_model.h"

namespace cadenza {
namespace {

void expectNear(std::span<const float> ours, const torch::Tensor& torchs, const char* what) {
  const torch::Tensor flat = torchs.reshape({-1}).contiguous();
  ASSERT_EQ(static_cast<std::int64_t>(ours.size()), flat.numel());
  for (std::size_t i = 0; i < ours.size(); ++i) {
    ASSERT_NEAR(ours[i], flat.data_ptr<float>()[i], 1e-4) << what << ' ' << i;
  }
}

TEST(ChordStepper, AgreesWithTorch) {
  torch::NoGradGuard guard;
  Random random(4);
  for (const bool faithful : {false, true}) {
    Checkpoint model = test::tinyModel("classic-a", 5);
    std::get<ChordRecipe>(model.recipe.kind).faithful = faithful;
    for (auto& [name, array] : model.weights) {
      for (float& value : array.values) value *= 0.3f;  // as far from zero as in real models
    }
    ChordNetwork network(std::get<ChordRecipe>(model.recipe.kind), torch::kCPU);
    network.parameters().load(model.weights);
    const ChordStepper stepper(model);
    for (int round = 0; round < 5; ++round) {
      std::vector<int> window;
      for (int i = 0; i < 8; ++i) {
        window.push_back(
            static_cast<int>(random.below(static_cast<std::uint64_t>(model.chords.classes()))));
      }
      const auto ours = stepper.read(window);
      const auto torchs = network.read(torch::tensor(window).to(torch::kInt64).unsqueeze(0), 0);
      expectNear(ours.logits, torchs.logits, "logit");
      expectNear(ours.attention[0], torchs.attention[0], "first attention");
      expectNear(ours.attention[1], torchs.attention[1], "second attention");
    }
  }
}

TEST(TripleStepper, AgreesWithTorchNoteByNote) {
  torch::NoGradGuard guard;
  Checkpoint model = test::tinyModel("classic-b", 5);
  for (auto& [name, array] : model.weights) {
    for (float& value : array.values) value *= 0.3f;
  }
  TripleNetwork network(torch::kCPU);
  network.parameters().load(model.weights);
  const TripleStepper stepper(model);
  torch::manual_seed(2);
  const torch::Tensor inputs = torch::rand({60, 1, 3});
  LstmState carried = network.initialState(1);
  const auto torchs = network.outputs(network.read(inputs, carried).flatten(0, 1));
  auto state = stepper.initialState();
  for (int i = 0; i < 60; ++i) {
    const float* input = inputs[i].data_ptr<float>();
    stepper.read(state, {input[0], input[1], input[2]});
    const auto ours = stepper.outputs(state);
    expectNear(ours.pitch, torchs.pitch[i], "pitch");
    ASSERT_NEAR(ours.step, torchs.step[i].item<float>(), 1e-4);
    ASSERT_NEAR(ours.duration, torchs.duration[i].item<float>(), 1e-4);
  }
}

}  // namespace
}  // namespace cadenza
