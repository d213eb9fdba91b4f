// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <memory>
#include <span>
#include <vector>

#include "core/model/checkpoint.h"

namespace cadenza {

/// Runs the network of Classic A (see core/learn/chord_network.h for its equations) on Eigen, a
/// whole window for each frame: it reads in both directions, so that nothing carries over. Logits
/// agree with torch's to 1e-4. Immutable: several threads may read at once.
class ChordStepper {
 public:
  /// `checkpoint` must be one that loadCheckpoint accepted.
  explicit ChordStepper(const Checkpoint& checkpoint);
  ~ChordStepper();
  ChordStepper(ChordStepper&&) noexcept;

  struct Reading {
    std::vector<float> logits;                    ///< [classes]
    std::array<std::vector<float>, 2> attention;  ///< [window, window], row-major
  };
  /// `window` holds as many classes as the recipe's window has frames, the oldest first.
  [[nodiscard]] Reading read(std::span<const int> window) const;

 private:
  struct Network;
  std::unique_ptr<const Network> network_;
};

}  // namespace cadenza
