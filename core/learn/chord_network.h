// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

#include <array>

#include "core/learn/parameters.h"
#include "core/learn/product.h"
#include "core/model/recipe.h"

namespace cadenza {

/// The network of Classic A (H. Yudha, "note_music_generator", 2019): the chords of a window of
/// frames are embedded and pass a bidirectional GRU, self-attention, dropout, a second GRU with
/// attention and dropout, and a third GRU, of whose last states a dense layer with LeakyReLU (0.3)
/// and a softmax tell the chord of the frame after the window. Attention (CyberZHG,
/// "keras-self-attention", multiplicative): e = sigmoid(x Wa x' + ba), w = exp(e - rowmax), only
/// positions i-25 to i+24 (half of a window of 50) are kept, a = w / (sum w + 1e-7), the output is
/// a x. A window is read in both directions, so that nothing can be carried from one to the next.
///
/// Two things were meant but never acted in the original, and do so here unless the recipe is
/// faithful: dropout, and the regularisers of the attention (1e-4: squares of Wa, absolute ba, and
/// the squared distance of a a' from the identity, a batch's mean). In the original x Wa x' grew
/// until the sigmoid was 1 everywhere and its first attention the mean of all frames; here it is
/// divided by the square root of its width (Vaswani et al. 2017), so that the sigmoid keeps its
/// slope. core/compose/chord_stepper computes the same without torch. Not for several threads.
class ChordNetwork {
 public:
  /// `recipe.classes` are known.
  ChordNetwork(const ChordRecipe& recipe, torch::Device device,
               Arithmetic arithmetic = Arithmetic::Single);

  [[nodiscard]] const ChordRecipe& recipe() const { return recipe_; }
  void setArithmetic(Arithmetic arithmetic) { arithmetic_ = arithmetic; }
  [[nodiscard]] Arithmetic arithmetic() const { return arithmetic_; }
  [[nodiscard]] torch::Device device() const { return device_; }
  [[nodiscard]] Parameters& parameters() { return parameters_; }

  struct Reading {
    torch::Tensor logits;                    ///< [B, classes]
    std::array<torch::Tensor, 2> attention;  ///< [B, window, window]: what row i looks at
  };
  /// `windows` [B, window], classes as int64. `dropout` is the share left out, 0 for none.
  [[nodiscard]] Reading read(const torch::Tensor& windows, double dropout) const;

  /// What the regularisers add to the loss: scalar, 0 when faithful.
  [[nodiscard]] torch::Tensor regularisation(const Reading& reading) const;

 private:
  struct Directions;
  [[nodiscard]] Directions recur(const torch::Tensor& x, int layer) const;
  [[nodiscard]] torch::Tensor attend(const torch::Tensor& x, int layer, torch::Tensor& map) const;

  ChordRecipe recipe_;
  torch::Device device_;
  Arithmetic arithmetic_;
  Parameters parameters_;
  torch::Tensor band_;  // [window, window]: 1 where attention reaches
};

}  // namespace cadenza
