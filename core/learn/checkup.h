// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "core/learn/diagnosis.h"
#include "core/learn/self_portrait.h"

namespace cadenza {

/// Looks a training over at each validation: lets the model write, judges the figures, and tells
/// each finding in a sentence when it appears. One thread.
class Checkup {
 public:
  /// Lets a model write; nothing where it can't.
  using Portray = std::function<std::optional<SelfPortrait>(Checkpoint, std::stop_token)>;

  Checkup() = default;
  explicit Checkup(Portray portray) : portray_(std::move(portray)) {}
  /// With portraits of models that learn from `corpus`, which need not outlive the object.
  Checkup(const Corpus& corpus, const Recipe& recipe)
      : portray_(
            [portraitist = Portraitist(corpus, recipe)](Checkpoint model, std::stop_token stop) {
              return portraitist.portray(std::move(model), std::move(stop));
            }) {}

  struct Report {
    std::optional<SelfPortrait> portrait;
    std::vector<Diagnosis> diagnoses;
    std::vector<std::string> news;  ///< of findings that were not there the last time
  };
  /// `figures` lacks the portrait, which is made here of `model`; without one where it is null.
  [[nodiscard]] Report examine(TrainingFigures figures, const Checkpoint* model,
                               std::stop_token stop);

 private:
  Portray portray_;
  std::vector<Finding> known_;
};

}  // namespace cadenza
