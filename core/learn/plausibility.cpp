// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/plausibility.h"

#include <algorithm>
#include <cmath>

namespace cadenza {
namespace {

constexpr double mostOfGuess = 2;
constexpr double divergedOfGuess = 100;

bool areFinite(const HeadLosses& losses) {
  return std::all_of(losses.heads.begin(), losses.heads.end(),
                     [](double loss) { return std::isfinite(loss); });
}

std::optional<Error> faultUnless(bool finite) {
  if (finite) return std::nullopt;
  return Error{
      ErrorCode::DamagedFile,
      "The model's losses are not finite numbers; its weights are unusable. Choose another "
      "model, or train this one again with a lower learning rate."};
}

}  // namespace

Verdict verdictOn(const Evaluation& evaluation, const Weights& weights) {
  const double loss = evaluation.loss();
  if (!std::isfinite(loss) || !implausibleArray(weights).empty()) return Verdict::Diverged;
  if (loss > divergedOfGuess * evaluation.guessLoss) return Verdict::Diverged;
  return loss > mostOfGuess * evaluation.guessLoss ? Verdict::Useless : Verdict::Useful;
}

std::optional<Error> faultOf(const Evaluation& evaluation) {
  return faultUnless(areFinite(evaluation.heads) && std::isfinite(evaluation.natsPerEvent) &&
                     std::isfinite(evaluation.natsPerNote));
}

std::optional<Error> faultOf(const GapEvaluation& evaluation) {
  return faultUnless(areFinite(evaluation.bothSides) && areFinite(evaluation.prefixAlone));
}

}  // namespace cadenza
