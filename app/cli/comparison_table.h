// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "app/cli/commands.h"
#include "core/compose/comparison.h"

namespace cadenza::cli {

/// What was compared.
struct ComparedSets {
  PieceSelection composed;
  PieceSelection reference;
  PieceSelection training;
  double clipSeconds = usualClipSeconds;
};

/// A comparison for people: the sets, a table of features, and what is copied.
[[nodiscard]] std::string comparisonTable(const Comparison& comparison, const ComparedSets& sets);

/// The same for programs: clip_seconds, composed, reference, training (folder, split, pieces,
/// clips, notes), features (by their names: composed, reference, overlap, real_overlap),
/// mean_overlap, mean_real_overlap, copying (phrases, copied, share, held_out, most_copied). What
/// is not known is null.
[[nodiscard]] Json comparisonJson(const Comparison& comparison, const ComparedSets& sets);

}  // namespace cadenza::cli
