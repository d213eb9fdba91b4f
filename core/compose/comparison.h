// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>

#include "core/base/distribution.h"
#include "core/base/result.h"
#include "core/compose/clip_overlap.h"
#include "core/compose/originality.h"
#include "core/corpus/corpus.h"

namespace cadenza {

/// Pieces of a corpus: those of one split, or all.
struct PieceSelection {
  const Corpus* corpus = nullptr;  ///< never null; must outlive the selection
  std::optional<Split> split;

  [[nodiscard]] bool contains(const CorpusPiece& piece) const {
    return !split || piece.split == *split;
  }
};

struct ComparisonOptions {
  double clipSeconds = usualClipSeconds;
  std::function<void(double fraction)> progress;  ///< called from the same thread
};

struct SetSize {
  std::size_t pieces = 0;
  std::size_t notes = 0;
  std::size_t clips = 0;
};

/// One feature in both sets.
struct FeatureComparison {
  MeanAndSpread composed;
  MeanAndSpread reference;
  double overlap = 0;
  std::optional<double> realOverlap;  ///< see Comparison::meanRealOverlap
};

/// A piece and how much of it is copied.
struct CopiedPiece {
  std::string file;
  CopyCount phrases;
};

/// How composed music compares with real music.
struct Comparison {
  SetSize composed, reference, training;
  std::array<FeatureComparison, featureCount> features;  ///< in the order of Feature
  double meanOverlap = 0;
  /// What real music reaches: the overlap of held-out pieces with the training set, reckoned for as
  /// many clips as were composed. A generator can't be expected to do better.
  std::optional<double> meanRealOverlap;
  CopyCount copied;        ///< composed phrases in the training set
  CopiedPiece mostCopied;  ///< the composed piece with the largest share
  /// The same for held-out pieces: those of the reference whose notes are no piece of the training
  /// set. Nothing where there are none.
  std::optional<CopyCount> heldOut;
};

/// Compares `composed` with `reference` by the features of their clips (clip_overlap.h), and counts
/// which of its phrases (originality.h) stand in `training`. Fails with EmptyCorpus (a selection
/// without a piece), InvalidArgument (composed or reference pieces without a clip) or Cancelled.
/// 6 million notes take some seconds and 200 MB. Any thread.
[[nodiscard]] Result<Comparison> compareMusic(const PieceSelection& composed,
                                              const PieceSelection& reference,
                                              const PieceSelection& training,
                                              const ComparisonOptions& options = {},
                                              std::stop_token stop = {});

}  // namespace cadenza
