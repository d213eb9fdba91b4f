// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "core/learn/learning.h"

namespace cadenza {

/// What a validation says of the weights that it scored.
enum class Verdict {
  Useful,    ///< may be the best so far
  Useless,   ///< twice as bad as a guess or worse: counted, never the best
  Diverged,  ///< no figures to go on from: the training is rolled back
};

/// Diverged: a loss that is not finite or a hundred times that of a guess, which no overfitting
/// reaches, or a weight beyond largestWeight. Useless: a loss more than twice that of a guess.
/// (Evaluation::guessLoss; an untrained network is about as good as a guess.)
[[nodiscard]] Verdict verdictOn(const Evaluation& evaluation, const Weights& weights);

/// The Error (DamagedFile) of an evaluation with a figure that is not finite, nothing where all
/// are.
[[nodiscard]] std::optional<Error> faultOf(const Evaluation& evaluation);
[[nodiscard]] std::optional<Error> faultOf(const GapEvaluation& evaluation);

}  // namespace cadenza
