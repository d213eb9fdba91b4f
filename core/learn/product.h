// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

namespace cadenza {

/// How large products are computed. Mixed rounds their factors to bfloat16 and adds up in single
/// precision (Micikevicius et al. 2018, "Mixed Precision Training"); weights, states, sums and
/// everything else stay single. Twice as fast where the processor has instructions for it.
enum class Arithmetic { Single, Mixed };

/// x [N, I] times the transpose of weight [O, I], differentiable by both: [N, O].
[[nodiscard]] torch::Tensor product(const torch::Tensor& x, const torch::Tensor& weight,
                                    Arithmetic arithmetic);

/// x [..., I] through a linear layer: [..., O].
[[nodiscard]] torch::Tensor linear(const torch::Tensor& x, const torch::Tensor& weight,
                                   const torch::Tensor& bias, Arithmetic arithmetic);

/// a [N, M] times b [M, O], not differentiable: what hand-written gradients are made of.
[[nodiscard]] torch::Tensor plainProduct(const torch::Tensor& a, const torch::Tensor& b,
                                         Arithmetic arithmetic);

}  // namespace cadenza
