// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

#include "core/learn/lstm.h"
#include "core/learn/parameters.h"
#include "core/model/recipe.h"

namespace cadenza {

/// The network of Classic B (TensorFlow's tutorial "Generate music with an RNN"): one LSTM of 128
/// reads the note before, as (pitch / 128, step, duration); linear layers tell pitch (128 logits),
/// step and duration (seconds) of the next. core/compose/triple_stepper computes the same without
/// torch. Not for several threads at once.
class TripleNetwork {
 public:
  explicit TripleNetwork(torch::Device device, Arithmetic arithmetic = Arithmetic::Single);

  void setArithmetic(Arithmetic arithmetic) { arithmetic_ = arithmetic; }
  [[nodiscard]] torch::Device device() const { return device_; }
  [[nodiscard]] Parameters& parameters() { return parameters_; }

  /// Zeros, [streams, 128] each.
  [[nodiscard]] LstmState initialState(std::int64_t streams) const;
  /// Reads `inputs` [T, B, 3]; the states after each, [T, B, 128]. `state` is carried on, detached.
  [[nodiscard]] torch::Tensor read(const torch::Tensor& inputs, LstmState& state) const;

  struct Outputs {
    torch::Tensor pitch;     ///< logits, [N, 128]
    torch::Tensor step;      ///< [N]
    torch::Tensor duration;  ///< [N]
  };
  /// What follows each of `states` [N, 128].
  [[nodiscard]] Outputs outputs(const torch::Tensor& states) const;

 private:
  torch::Device device_;
  Arithmetic arithmetic_;
  Parameters parameters_;
};

/// What really followed: [N] each.
struct TripleTargets {
  torch::Tensor pitch;  ///< int64
  torch::Tensor step, duration;
  torch::Tensor weight;  ///< 1, or 0 for padding
};

/// The tutorial's loss: cross entropy of the pitch, weighed with 0.05, and for step and duration
/// the squared error with a tenfold weight on what lies below zero, (y - p)^2 + 10 max(-p, 0).
/// Weighed [3] sums over all targets, in that order, to be differentiated.
[[nodiscard]] torch::Tensor tripleLosses(const TripleNetwork::Outputs& outputs,
                                         const TripleTargets& targets);

}  // namespace cadenza
