// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/step_product.h"

namespace cadenza {

StepProduct::StepProduct(const torch::Tensor& factor, std::int64_t batch, Arithmetic arithmetic)
    : factor_(arithmetic == Arithmetic::Mixed ? factor.to(torch::kBFloat16) : factor),
      result_(torch::empty({batch, factor.size(1)}, factor.options())) {
  if (arithmetic == Arithmetic::Mixed) {
    rounded_ = torch::empty({batch, factor.size(0)}, factor_.options());
    product_ = torch::empty({batch, factor.size(1)}, factor_.options());
  }
}

torch::Tensor StepProduct::operator()(const torch::Tensor& state) const {
  torch::Tensor result = result_;
  if (!product_.defined()) return torch::mm_out(result, state, factor_);
  torch::Tensor rounded = rounded_;
  torch::Tensor product = product_;
  rounded.copy_(state);
  torch::mm_out(product, rounded, factor_);
  return result.copy_(product);
}

}  // namespace cadenza
