// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/compose/insight.h"

namespace cadenza {

// For a checkpoint that loadCheckpoint accepted, of that kind of recipe.
[[nodiscard]] std::shared_ptr<const ModelInsight> makeEventInsight(const Checkpoint& checkpoint);
[[nodiscard]] std::shared_ptr<const ModelInsight> makeChordInsight(const Checkpoint& checkpoint);
[[nodiscard]] std::shared_ptr<const ModelInsight> makeTripleInsight(const Checkpoint& checkpoint);

}  // namespace cadenza
