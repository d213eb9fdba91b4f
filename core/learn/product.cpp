// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/product.h"

namespace cadenza {
namespace {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::tensor_list;

class MixedProduct : public torch::autograd::Function<MixedProduct> {
 public:
  static Tensor forward(AutogradContext* context, const Tensor& x, const Tensor& weight) {
    const Tensor roundedX = x.to(torch::kBFloat16);
    const Tensor roundedWeight = weight.to(torch::kBFloat16);
    context->save_for_backward({roundedX, roundedWeight});
    return torch::mm(roundedX, roundedWeight.t()).to(torch::kFloat32);
  }

  static tensor_list backward(AutogradContext* context, tensor_list gradients) {
    const auto saved = context->get_saved_variables();
    const Tensor gradient = gradients[0].to(torch::kBFloat16);
    Tensor toX;
    if (context->needs_input_grad(0)) toX = torch::mm(gradient, saved[1]).to(torch::kFloat32);
    return {toX, torch::mm(gradient.t(), saved[0]).to(torch::kFloat32)};
  }
};

}  // namespace

Tensor product(const Tensor& x, const Tensor& weight, Arithmetic arithmetic) {
  if (arithmetic == Arithmetic::Single) return torch::mm(x, weight.t());
  return MixedProduct::apply(x, weight);
}

Tensor linear(const Tensor& x, const Tensor& weight, const Tensor& bias, Arithmetic arithmetic) {
  auto shape = x.sizes().vec();
  shape.back() = weight.size(0);
  const Tensor rows = x.reshape({-1, weight.size(1)});
  if (arithmetic == Arithmetic::Single) return torch::addmm(bias, rows, weight.t()).view(shape);
  return product(rows, weight, arithmetic).add_(bias).view(shape);
}

Tensor plainProduct(const Tensor& a, const Tensor& b, Arithmetic arithmetic) {
  if (arithmetic == Arithmetic::Single) return torch::mm(a, b);
  return torch::mm(a.to(torch::kBFloat16), b.to(torch::kBFloat16)).to(torch::kFloat32);
}

}  // namespace cadenza
