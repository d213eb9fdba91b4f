// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

#include "core/learn/product.h"

namespace cadenza {

/// What the attention block carries from chunk to chunk, without gradient (as Transformer-XL does,
/// Dai et al. 2019): a ring of the last states of each stream.
struct AttentionMemory {
  torch::Tensor keys;    ///< [B, attentionReach, inner], the newest last
  torch::Tensor values;  ///< likewise
  torch::Tensor length;  ///< [B]: how many of them there are
  torch::Tensor last;    ///< [B, width]: the normalised state of the event before
};

/// The block's parameters; inner is the width of all heads, of attentionHead each.
struct AttentionWeights {
  torch::Tensor normWeight, normBias;  ///< [width]
  torch::Tensor query, key, value;     ///< [inner, width]
  torch::Tensor distance;              ///< [heads, attentionReach], added to a score by distance
  torch::Tensor out;                   ///< [width, inner]
  torch::Tensor gate;                  ///< [width]; zeros before training
};

/// Causal self-attention over the last attentionReach states, itself among them (Vaswani et al.
/// 2017; a bias for each distance as in Raffel et al. 2020), added to `x` [T, B, width] through a
/// gate that starts as nothing (Bachlechner et al. 2020, "ReZero"). The key of an event is made of
/// the state before it, its value of the state after it: what is looked for is a past moment like
/// this one, what is found is how it went on. `carries` [B, 1] is 0 where a new piece begins.
[[nodiscard]] torch::Tensor attend(const torch::Tensor& x, const torch::Tensor& carries,
                                   const AttentionWeights& weights, AttentionMemory& memory,
                                   Arithmetic arithmetic);

/// An empty memory for so many streams.
[[nodiscard]] AttentionMemory emptyMemory(std::int64_t streams, std::int64_t width,
                                          std::int64_t inner, torch::Device device);

}  // namespace cadenza
