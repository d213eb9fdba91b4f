// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <memory>
#include <vector>

#include "core/model/checkpoint.h"

namespace cadenza {

/// Runs the network of Classic B (see core/learn/triple_network.h) one note at a time on Eigen.
/// Outputs agree with torch's to 1e-4. Immutable: several threads may step at once, each with a
/// state of its own.
class TripleStepper {
 public:
  /// `checkpoint` must be one that loadCheckpoint accepted.
  explicit TripleStepper(const Checkpoint& checkpoint);
  ~TripleStepper();
  TripleStepper(TripleStepper&&) noexcept;

  /// What the network carries from note to note. A value: copy it to branch.
  struct State {
    std::vector<float> hidden, cell;
  };
  [[nodiscard]] State initialState() const;

  /// Reads a note as the network has it: (pitch / 128, step, duration).
  void read(State& state, const std::array<float, 3>& input) const;

  struct Outputs {
    std::array<float, 128> pitch;  ///< logits
    float step = 0;                ///< seconds, may be negative
    float duration = 0;            ///< likewise
  };
  /// What follows.
  [[nodiscard]] Outputs outputs(const State& state) const;

 private:
  struct Network;
  std::unique_ptr<const Network> network_;
};

/// Whether all outputs are finite numbers.
[[nodiscard]] bool areFinite(const TripleStepper::Outputs& outputs);

}  // namespace cadenza
