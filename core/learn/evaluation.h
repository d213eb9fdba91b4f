// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <stop_token>

#include "core/learn/event_network.h"
#include "core/learn/learning_task.h"

namespace cadenza {

/// Scores the network's present weights on whole pieces, longest first, state carried from chunk to
/// chunk. Fails with EmptyCorpus when the split has no piece, or with Cancelled.
[[nodiscard]] Result<Evaluation> evaluateNetwork(EventNetwork& network, const Corpus& corpus,
                                                 Split split, EvaluationExtent extent,
                                                 const std::function<void(double)>& progress,
                                                 std::stop_token stop);

}  // namespace cadenza
