// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

#include <map>
#include <string>
#include <vector>

#include "core/learn/learning.h"
#include "core/learn/optimiser.h"
#include "core/learn/triple_evaluation.h"

namespace cadenza::test {

/// Classic B learning the tutorial's windows as one writes it plainly: torch's own LSTM, autograd
/// and Adam.
class PlainTutorial {
 public:
  /// Begins with the weights that `parameters` have.
  explicit PlainTutorial(const Parameters& parameters) {
    std::vector<torch::Tensor> leaves;
    for (const auto& [name, view] : parameters.views()) {
      leaves.push_back(weights_[name] = view.detach().clone().set_requires_grad(true));
    }
    adam_ = std::make_unique<torch::optim::Adam>(leaves, torch::optim::AdamOptions(5e-3).eps(1e-7));
  }

  /// Learns a batch of windows and answers the loss before.
  double learn(const TripleBatch& batch) {
    const auto inputs = inputsOf(batch, torch::kCPU);
    const auto targets = targetsOf(batch, torch::kCPU);
    const auto zeros = torch::zeros({1, batch.streams, 128});
    const auto states =
        std::get<0>(torch::lstm(inputs, {zeros, zeros},
                                {weights_["lstm.weight_ih"], weights_["lstm.weight_hh"],
                                 weights_["lstm.bias"], torch::zeros({512})},
                                true, 1, 0.0, true, false, false));
    const auto out = [&](const std::string& head) {
      return torch::addmm(weights_[head + ".bias"], states[batch.steps - 1],
                          weights_[head + ".weight"].t());
    };
    const auto pressed = [](const torch::Tensor& target, const torch::Tensor& predicted) {
      return ((target - predicted).square() + 10 * torch::clamp_min(-predicted, 0)).mean();
    };
    const auto loss = 0.05 * torch::cross_entropy_loss(out("pitch"), targets.pitch) +
                      pressed(targets.step, out("step").squeeze(1)) +
                      pressed(targets.duration, out("duration").squeeze(1));
    adam_->zero_grad();
    loss.backward();
    adam_->step();
    return loss.item<double>();
  }

 private:
  std::map<std::string, torch::Tensor> weights_;
  std::unique_ptr<torch::optim::Adam> adam_;
};

/// The same with what is ours.
class OurTutorial {
 public:
  explicit OurTutorial(TripleNetwork& network)
      : network_(network),
        options_(defaultOptions(*findRecipe("classic-b", NetworkSize::Small)).optimiser),
        optimiser_(network.parameters(), options_) {}

  double learn(const TripleBatch& batch) {
    LstmState state = network_.initialState(batch.streams);
    const auto states = network_.read(inputsOf(batch, torch::kCPU), state);
    const auto outputs = network_.outputs(states[batch.steps - 1]);
    const auto loss = tripleLosses(outputs, targetsOf(batch, torch::kCPU)).sum() /
                      static_cast<double>(batch.streams);
    loss.backward();
    optimiser_.step(options_.learningRate);
    return loss.item<double>();
  }

 private:
  TripleNetwork& network_;
  OptimiserOptions options_;
  Optimiser optimiser_;
};

}  // namespace cadenza::test
