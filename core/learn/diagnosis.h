// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/compose/note_histograms.h"
#include "core/model/checkpoint.h"

namespace cadenza {

/// What a model writes at some moment of its training, beside what it learns from.
struct SelfPortrait {
  std::size_t notes = 0;      ///< written
  double repeatedGroups = 0;  ///< repeatedGroupShare of what is written
  double repeatedGroupsOfData = 0;
  NoteHistograms written;
  NoteHistograms data;           ///< with the same edges
  HistogramDistances distances;  ///< of the two
};

enum class Finding : std::uint8_t {
  LearnsByHeart,  ///< validation rises while the training loss falls
  TooLittleData,  ///< the corpus can't teach what the network could learn
  Diverged,       ///< steps had to be taken back
  Collapsed,      ///< it goes round in circles, or has next to no choice left
  UnlikeTheData,  ///< late in the training, its notes are still spread quite otherwise
};

[[nodiscard]] std::string_view name(Finding finding);  // "learns by heart", ...

/// A finding in plain words, with figures, and what to do about it. English.
struct Diagnosis {
  Finding finding;
  std::string sentence;
  std::string advice;
};

/// The figures that a training is judged by, as of its latest validation.
struct TrainingFigures {
  std::span<const CurvePoint> curve;
  std::size_t trainNotes = 0;  ///< in the corpus
  std::int64_t parameters = 0;
  double fraction = 0;  ///< of the training, 0 to 1
  int rollBacks = 0;    ///< since the validation before
  double entropy = 0;   ///< mean, nats, of the head that chooses notes; NaN if unknown
  std::optional<SelfPortrait> portrait;
};

/// What is wrong with a training, the gravest first; nothing while it is well. Pure.
[[nodiscard]] std::vector<Diagnosis> diagnose(const TrainingFigures& figures);

}  // namespace cadenza
