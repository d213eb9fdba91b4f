// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <stop_token>

#include "core/corpus/corpus.h"
#include "core/learn/diagnosis.h"
#include "core/model/checkpoint.h"

namespace cadenza {

/// Lets a model write while it learns and holds that beside what it learns from. One thread.
class Portraitist {
 public:
  /// Looks at up to 64 training pieces, as `recipe` hears them. `corpus` need not outlive it.
  Portraitist(const Corpus& corpus, const Recipe& recipe);

  /// Composes some hundred notes, the same way each time. Nothing where the model can't compose
  /// (yet) or `stop` is requested.
  [[nodiscard]] std::optional<SelfPortrait> portray(Checkpoint model, std::stop_token stop) const;

 private:
  HistogramEdges edges_;
  NoteHistograms data_;
  double repeatedGroups_ = 0;
};

}  // namespace cadenza
