// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

#include "core/learn/product.h"

namespace cadenza {

/// The product with one matrix that a recurrent layer takes at every step, without allocating.
class StepProduct {
 public:
  /// `factor` [M, O] is multiplied from the left by [batch, M], step after step.
  StepProduct(const torch::Tensor& factor, std::int64_t batch, Arithmetic arithmetic);

  /// [batch, O]; valid until the next call.
  [[nodiscard]] torch::Tensor operator()(const torch::Tensor& state) const;

 private:
  torch::Tensor factor_, result_, rounded_, product_;
};

}  // namespace cadenza
