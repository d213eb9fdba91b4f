// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <stop_token>

#include "core/base/result.h"
#include "core/compose/composer.h"
#include "core/model/checkpoint.h"

namespace cadenza {

/// Composes with the network of one kind of recipe; the contract is Composer::compose's, but the
/// request has been looked at. Immutable, any thread.
class ComposingEngine {
 public:
  virtual ~ComposingEngine() = default;
  [[nodiscard]] virtual Result<Composition> compose(
      const ComposeRequest& request, const std::function<void(const ComposeProgress&)>& progress,
      const std::stop_token& stop) const = 0;
};

// For a checkpoint that loadCheckpoint accepted, of that kind of recipe.
[[nodiscard]] std::unique_ptr<const ComposingEngine> makeEventEngine(const Checkpoint& checkpoint);
[[nodiscard]] std::unique_ptr<const ComposingEngine> makeChordEngine(const Checkpoint& checkpoint);
[[nodiscard]] std::unique_ptr<const ComposingEngine> makeTripleEngine(const Checkpoint& checkpoint);

}  // namespace cadenza
