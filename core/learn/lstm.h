// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

#include "core/learn/product.h"

namespace cadenza {

/// The parameters of one LSTM layer, gates in the order input, forget, cell, output (as torch has
/// them), with one bias (as Keras has it).
struct LstmWeights {
  torch::Tensor inputWeight;   ///< [4H, I]
  torch::Tensor hiddenWeight;  ///< [4H, H]
  torch::Tensor bias;          ///< [4H]
};

/// What an LSTM carries from step to step: both [B, H].
struct LstmState {
  torch::Tensor hidden, cell;
};

struct LstmResult {
  torch::Tensor states;  ///< [T, B, H]
  LstmState last;        ///< detached
};

/// One LSTM layer (Hochreiter & Schmidhuber 1997, with the forget gate of Gers et al. 2000) over
/// `inputs` [T, B, I]. On a GPU this is cuDNN's fused layer; on the CPU the products of all steps
/// are joined into large ones and gradients are written by hand (see gru.h); Mixed rounds states,
/// but not `inputs`: they may be few and exact. No gradient flows into `initial` or out of `last`.
[[nodiscard]] LstmResult lstm(const torch::Tensor& inputs, const LstmState& initial,
                              const LstmWeights& weights, Arithmetic arithmetic);

}  // namespace cadenza
