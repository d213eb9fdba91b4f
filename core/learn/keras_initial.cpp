// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/keras_initial.h"

#include <cmath>
#include <string_view>

namespace cadenza {
namespace {

using torch::Tensor;

// The columns of [rows, columns], rows >= columns, are orthonormal.
Tensor orthogonal(std::int64_t rows, std::int64_t columns, const at::Generator& generator) {
  const Tensor normal = torch::empty({rows, columns}).normal_(0, 1, generator);
  const auto [q, r] = torch::linalg_qr(normal);
  return q * r.diagonal().sign();
}

Tensor freshMatrix(std::string_view name, const Tensor& view, const at::Generator& generator) {
  Tensor fresh = torch::empty(view.sizes());
  if (name == "embedding") return fresh.uniform_(-0.05, 0.05, generator);
  if (name.ends_with("weight_hh")) return orthogonal(view.size(0), view.size(1), generator);
  const auto fans = static_cast<double>(view.size(0) + view.size(1));
  if (name.starts_with("attention")) return fresh.normal_(0, std::sqrt(2 / fans), generator);
  const double bound = std::sqrt(6 / fans);
  return fresh.uniform_(-bound, bound, generator);
}

}  // namespace

void initialiseAsKeras(Parameters& parameters, std::uint64_t seed) {
  torch::NoGradGuard guard;
  const auto generator = at::detail::createCPUGenerator(seed);
  for (const auto& [name, view] : parameters.views()) {
    Tensor fresh =
        view.dim() == 2 ? freshMatrix(name, view, generator) : torch::zeros(view.sizes());
    if (name == "lstm.bias") fresh.narrow(0, fresh.size(0) / 4, fresh.size(0) / 4).fill_(1);
    view.detach().copy_(fresh);
  }
}

}  // namespace cadenza
