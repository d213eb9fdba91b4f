// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

#include <vector>

#include "core/learn/attention.h"
#include "core/learn/batches.h"
#include "core/learn/parameters.h"
#include "core/model/recipe.h"

namespace cadenza {

/// Our network over note_events, for training and scoring. One step reads the event before, the
/// keys and the pedal that are down and for how long, the place in the bar, the density wanted and
/// the place in a gap, as a sum of embeddings; residual GRU layers with LayerNorm before each
/// follow, the attention block before the last of them; the heads are chained: shift, then action
/// given the shift (and the place in the bar that it leads to), then velocity given both. Actions
/// that can't come are masked before the softmax. core/compose/stepper computes the same without
/// torch. Not for several threads at once.
class EventNetwork {
 public:
  EventNetwork(const EventRecipe& recipe, torch::Device device,
               Arithmetic arithmetic = Arithmetic::Single);

  [[nodiscard]] const EventRecipe& recipe() const { return recipe_; }
  void setArithmetic(Arithmetic arithmetic) { arithmetic_ = arithmetic; }
  [[nodiscard]] torch::Device device() const { return device_; }
  [[nodiscard]] Parameters& parameters() { return parameters_; }
  [[nodiscard]] const Parameters& parameters() const { return parameters_; }

  /// What is carried from chunk to chunk; zeros at the start of a piece.
  struct State {
    std::vector<torch::Tensor> layers;  ///< [streams, hidden] each
    AttentionMemory memory;             ///< undefined tensors where there is no attention
    /// All of it, to be kept or moved; in an order that does not change.
    [[nodiscard]] std::vector<torch::Tensor*> tensors();
  };
  [[nodiscard]] State initialState(int streams) const;

  struct Losses {
    torch::Tensor total;    ///< scalar: nats summed over the batch's events, to be differentiated
    torch::Tensor heads;    ///< [3], detached: of the streams that are reported, by shift, action,
                            ///< velocity
    torch::Tensor entropy;  ///< scalar: of the masked actions, summed over the batch's events;
                            ///< undefined while gradients are taken
  };

  /// Losses of a chunk; `state` is carried from the chunk before and left for the next (detached).
  /// `batch` must live until the gradients are taken.
  [[nodiscard]] Losses losses(const EventBatch& batch, State& state, double dropout);

  /// Unmasked logits of a chunk, teacher-forced: [T, B, classes] each. For tests.
  struct Logits {
    torch::Tensor shift, action, velocity;
  };
  [[nodiscard]] Logits logits(const EventBatch& batch, State& state, double dropout);

 private:
  struct Inputs;
  [[nodiscard]] Inputs toDevice(const EventBatch& batch) const;
  [[nodiscard]] torch::Tensor embed(const Inputs& inputs) const;
  [[nodiscard]] torch::Tensor recur(torch::Tensor x, const Inputs& inputs, State& state,
                                    double dropout) const;
  [[nodiscard]] Logits heads(const torch::Tensor& y, const Inputs& inputs) const;

  EventRecipe recipe_;
  torch::Device device_;
  Arithmetic arithmetic_;
  Parameters parameters_;
};

}  // namespace cadenza
