// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

#include "core/learn/product.h"

namespace cadenza {

/// The parameters of one GRU layer, gates in the order reset, update, new (as torch has them).
struct GruWeights {
  torch::Tensor inputWeight;   ///< [3H, I]
  torch::Tensor hiddenWeight;  ///< [3H, H]
  torch::Tensor inputBias;     ///< [3H]
  torch::Tensor hiddenBias;    ///< [3H]
};

struct GruResult {
  torch::Tensor states;  ///< [T, B, H]
  torch::Tensor last;    ///< [B, H]
};

/// One GRU layer (Cho et al. 2014, in the variant of cuDNN: the reset gate acts on the product)
/// over `inputs` [T, B, I] from the state `initial` [B, H]. On a GPU this is cuDNN's fused layer;
/// on the CPU the products of all steps are joined into large ones, and gradients are written by
/// hand, because autograd over single steps is what makes small networks slow there. No gradient
/// flows into `initial`.
[[nodiscard]] GruResult gru(const torch::Tensor& inputs, const torch::Tensor& initial,
                            const GruWeights& weights, Arithmetic arithmetic);

}  // namespace cadenza
