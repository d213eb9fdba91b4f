// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <stop_token>

#include "core/corpus/corpus.h"
#include "core/learn/learning_task.h"
#include "core/learn/triple_network.h"
#include "core/learn/triple_streams.h"

namespace cadenza {

/// A batch as the network takes it.
[[nodiscard]] torch::Tensor inputsOf(const TripleBatch& batch, torch::Device device);
[[nodiscard]] TripleTargets targetsOf(const TripleBatch& batch, torch::Device device);

/// Scores Classic B on every note of whole pieces: in streams with carried state, longest piece
/// first; when the recipe is faithful from windows, filled up with zeros where a piece begins, of
/// which a sample is drawn evenly from all pieces. Beside the weighed loss it says what a note
/// costs: the pitch's cross entropy and, for step and duration, the length of a code at 10 ms for
/// errors that are spread as a Gaussian of their mean square, ln(2 pi e var) / 2 - ln(0.01).
/// Velocity is not told. Fails with EmptyCorpus or Cancelled.
[[nodiscard]] Result<Evaluation> evaluateTriples(const TripleNetwork& network,
                                                 const TripleRecipe& recipe, const Corpus& corpus,
                                                 Split split, EvaluationExtent extent,
                                                 const std::function<void(double)>& progress,
                                                 std::stop_token stop);

}  // namespace cadenza
