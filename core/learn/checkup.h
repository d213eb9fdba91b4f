// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/learn/diagnosis.h"
#include "core/learn/self_portrait.h"

namespace cadenza {

/// Looks a training over at each validation: lets the model write, judges the figures, and tells
/// each finding in a sentence when it appears. One thread.
class Checkup {
 public:
  Checkup() = default;
  /// With portraits of models that learn from `corpus`, which need not outlive the object.
  Checkup(const Corpus& corpus, const Recipe& recipe)
      : portraitist_(std::in_place, corpus, recipe) {}

  struct Report {
    std::optional<SelfPortrait> portrait;
    std::vector<Diagnosis> diagnoses;
    std::vector<std::string> news;  ///< of findings that were not there the last time
  };
  /// `figures` lacks the portrait, which is made here of `model`.
  [[nodiscard]] Report examine(TrainingFigures figures, Checkpoint model, std::stop_token stop);

 private:
  std::optional<Portraitist> portraitist_;
  std::vector<Finding> known_;
};

}  // namespace cadenza
