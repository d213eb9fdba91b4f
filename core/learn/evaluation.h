// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <limits>
#include <stop_token>

#include "core/base/result.h"
#include "core/learn/event_network.h"
#include "core/learn/learning.h"

namespace cadenza {

/// How much of a split is scored: all of it (the protocol), or the first chunks of its pieces (a
/// sample that is the same each time, to watch a training by).
struct EvaluationExtent {
  int mostChunks = std::numeric_limits<int>::max();
};

/// Scores the network's present weights on whole pieces, longest first, state carried from chunk to
/// chunk. Fails with EmptyCorpus when the split has no piece, or with Cancelled.
[[nodiscard]] Result<Evaluation> evaluateNetwork(EventNetwork& network, const Corpus& corpus,
                                                 Split split, EvaluationExtent extent,
                                                 const std::function<void(double)>& progress,
                                                 std::stop_token stop);

}  // namespace cadenza
