// SPDX-License-Identifier: GPL-3.0-or-later
// What the user asks a model for, and where in the piece: from the panel to the core's request.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "core/base/result.h"
#include "core/compose/compose_request.h"
#include "core/score/score.h"

namespace cadenza::ui {

enum class ComposeMode {
  Continue,  ///< new bars that go on from what stands before them, and replace what they meet
  Fill,      ///< a gap between notes that stay
  Vary,      ///< notes are thought again
  Nothing,   ///< new bars behind the piece, without hearing it
};

struct ComposeSettings {
  /// Where Continue begins.
  enum class Start { AtSelection, AtPlayhead, AtEnd };

  static constexpr int mostBars = 64;
  static constexpr int mostVariations = 8;

  std::filesystem::path model;
  ComposeMode mode = ComposeMode::Continue;
  Start start = Start::AtEnd;
  /// Where the new music goes, once that is worked out (see placed): exactly for Fill; for Vary the
  /// stretch of its notes; else the bars that are asked for.
  std::optional<TickRange> range;
  std::vector<Note> notes;  ///< Vary: what is thought again; worked out likewise
  double strength = 0.5;    ///< Vary: from a touch (above 0) to all (1)
  int bars = 8;             ///< Continue and Nothing
  int variations = 3;
  Controls controls;
  double tempoFactor = 1;  ///< of Classic A, see ComposeRequest
  /// Of the first variation; each further one has the next number.
  std::uint64_t randomSeed = 1;
};

/// What of the window says where the music goes.
struct ComposePlace {
  Tick playhead = 0;
  std::vector<Note> selection;      ///< of the score
  std::optional<TickRange> marked;  ///< a stretch of time
};

/// `settings` with range and notes as they follow from the place. Fails with InvalidArgument and a
/// sentence for the user where something is missing.
[[nodiscard]] Result<ComposeSettings> placed(ComposeSettings settings, const Score& score,
                                             const ComposePlace& place);

/// The request that settings with a range make of `score`.
[[nodiscard]] ComposeRequest requestOf(const ComposeSettings& settings, const Score& score);

/// The rest around `tick`: from the last end before it to the next onset behind it. Nothing where
/// a note sounds at `tick` or none follows.
[[nodiscard]] std::optional<TickRange> restAround(const Score& score, Tick tick);

}  // namespace cadenza::ui
