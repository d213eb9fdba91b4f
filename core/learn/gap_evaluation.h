// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <stop_token>

#include "core/base/result.h"
#include "core/learn/event_network.h"
#include "core/learn/learning.h"

namespace cadenza {

/// Scores the middles of `gaps` random gaps of a split (the same each time) twice: with what
/// follows them told first, and with nothing told but what leads to them. Both times only events
/// before the gap's last moment count. Fails with EmptyCorpus, InvalidArgument for a network that
/// is not guided, or Cancelled.
[[nodiscard]] Result<GapEvaluation> evaluateGapsOf(EventNetwork& network, const Corpus& corpus,
                                                   Split split, std::size_t gaps,
                                                   const std::function<void(double)>& progress,
                                                   std::stop_token stop);

}  // namespace cadenza
