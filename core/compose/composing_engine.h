// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "core/base/result.h"
#include "core/compose/composition_stream.h"
#include "core/model/checkpoint.h"

namespace cadenza {

/// Composes with the network of one kind of recipe. Immutable, any thread.
class ComposingEngine {
 public:
  virtual ~ComposingEngine() = default;
  /// See Composer::begin; the request has no fault.
  [[nodiscard]] virtual Result<std::unique_ptr<CompositionStream>> begin(
      const ComposeRequest& request) const = 0;
  /// One step of each of this engine's streams; those at their end are taken out of the list.
  [[nodiscard]] virtual Result<void> advance(std::vector<CompositionStream*>& streams) const;
};

// For a checkpoint that loadCheckpoint accepted, of that kind of recipe.
[[nodiscard]] std::unique_ptr<const ComposingEngine> makeEventEngine(const Checkpoint& checkpoint);
[[nodiscard]] std::unique_ptr<const ComposingEngine> makeChordEngine(const Checkpoint& checkpoint);
[[nodiscard]] std::unique_ptr<const ComposingEngine> makeTripleEngine(const Checkpoint& checkpoint);

}  // namespace cadenza
