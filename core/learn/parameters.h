// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

#include <cstdint>
#include <map>
#include <string>

#include "core/base/result.h"
#include "core/model/recipe.h"
#include "core/model/weights.h"

namespace cadenza {

/// The parameters of a network as named views into one flat array, so that optimiser, averaging,
/// clipping and copies are single operations over all of them.
class Parameters {
 public:
  Parameters(const std::map<std::string, std::vector<std::int64_t>>& shapes, torch::Device device);

  /// A parameter by name; asking for one that is not there is our own mistake and throws.
  [[nodiscard]] const torch::Tensor& operator[](const std::string& name) const {
    return views_.at(name);
  }
  [[nodiscard]] const std::map<std::string, torch::Tensor>& views() const { return views_; }
  [[nodiscard]] torch::Tensor& values() { return flat_; }
  [[nodiscard]] const torch::Tensor& values() const { return flat_; }
  /// All gradients, in the order of `values`; kept and added to until zeroed.
  [[nodiscard]] torch::Tensor& gradients() { return gradient_; }
  /// 1 where weight decay applies (matrices that multiply states), 0 elsewhere; same order.
  [[nodiscard]] const torch::Tensor& decays() const { return decays_; }
  [[nodiscard]] std::int64_t count() const { return flat_.numel(); }

  [[nodiscard]] Weights toWeights() const;
  /// `weights` must have the names and shapes of these parameters.
  void load(const Weights& weights);
  /// Takes those of `weights` that are here too; what else is here begins as nothing where it is
  /// added to an input, and else stays as it is. Fails with InvalidArgument, and changes nothing,
  /// when an array is not here or has another shape.
  [[nodiscard]] Result<void> adopt(const Weights& weights);

 private:
  torch::Tensor flat_;
  torch::Tensor gradient_;
  torch::Tensor decays_;
  std::map<std::string, torch::Tensor> views_;
};

/// Draws fresh weights of the event network: embeddings N(0, 0.05), recurrent and linear layers
/// uniform within 1/sqrt(fan-in), norms 1, biases 0.
void initialise(Parameters& parameters, std::uint64_t seed);

}  // namespace cadenza
