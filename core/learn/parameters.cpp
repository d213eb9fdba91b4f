// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/parameters.h"

#include <cmath>
#include <cstring>
#include <numeric>

namespace cadenza {
namespace {

std::int64_t elements(const std::vector<std::int64_t>& shape) {
  return std::accumulate(shape.begin(), shape.end(), std::int64_t{1}, std::multiplies<>());
}

bool contains(const std::string& text, const char* part) {
  return text.find(part) != std::string::npos;
}

bool isMatrix(const std::string& name) {
  return contains(name, "weight_") || contains(name, ".state") || contains(name, ".out.weight") ||
         name == "shift.weight" || contains(name, "attention.query") ||
         contains(name, "attention.key") || contains(name, "attention.value") ||
         contains(name, "attention.out");
}

}  // namespace

Parameters::Parameters(const std::map<std::string, std::vector<std::int64_t>>& shapes,
                       torch::Device device) {
  std::int64_t total = 0;
  for (const auto& [name, shape] : shapes) total += elements(shape);
  const auto options = torch::TensorOptions().dtype(torch::kFloat32).device(device);
  flat_ = torch::zeros({total}, options);
  gradient_ = torch::zeros({total}, options);
  decays_ = torch::zeros({total}, options);
  std::int64_t offset = 0;
  for (const auto& [name, shape] : shapes) {
    const std::int64_t count = elements(shape);
    torch::Tensor view = flat_.narrow(0, offset, count).view(shape).detach();
    view.set_requires_grad(true);
    view.mutable_grad() = gradient_.narrow(0, offset, count).view(shape);
    if (isMatrix(name)) decays_.narrow(0, offset, count).fill_(1.0);
    views_.emplace(name, view);
    offset += count;
  }
}

Weights Parameters::toWeights() const {
  Weights weights;
  for (const auto& [name, view] : views_) {
    const torch::Tensor host = view.detach().to(torch::kCPU).contiguous();
    WeightArray tensor{host.sizes().vec(),
                       std::vector<float>(static_cast<std::size_t>(host.numel()))};
    std::memcpy(tensor.values.data(), host.data_ptr<float>(), tensor.values.size() * sizeof(float));
    weights.emplace(name, std::move(tensor));
  }
  return weights;
}

void Parameters::load(const Weights& weights) {
  torch::NoGradGuard guard;
  for (auto& [name, view] : views_) {
    const WeightArray& tensor = weights.at(name);
    view.copy_(torch::tensor(tensor.values).view(tensor.shape));
  }
}

Result<void> Parameters::adopt(const Weights& weights) {
  for (const auto& [name, tensor] : weights) {
    const auto view = views_.find(name);
    if (view == views_.end() || view->second.sizes().vec() != tensor.shape) {
      return Error{ErrorCode::InvalidArgument,
                   "The array '" + name + "' does not fit the network that is to learn."};
    }
  }
  torch::NoGradGuard guard;
  for (auto& [name, view] : views_) {
    if (const auto known = weights.find(name); known != weights.end()) {
      view.copy_(torch::tensor(known->second.values).view(known->second.shape));
    } else if (name.starts_with("input.")) {
      view.zero_();
    }
  }
  return {};
}

void initialise(Parameters& parameters, std::uint64_t seed) {
  torch::NoGradGuard guard;
  auto generator = at::detail::createCPUGenerator(seed);
  for (const auto& [name, view] : parameters.views()) {
    torch::Tensor fresh = torch::zeros(view.sizes());
    if (isMatrix(name)) {
      const double bound = 1.0 / std::sqrt(static_cast<double>(view.size(1)));
      fresh.uniform_(-bound, bound, generator);
    } else if (contains(name, "norm.weight")) {
      fresh.fill_(1.0);
    } else if (view.dim() == 2 && name != "attention.distance") {
      fresh.normal_(0.0, 0.05, generator);
    }
    view.detach().copy_(fresh);
  }
}

}  // namespace cadenza
