// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

#include "core/compose/compose_request.h"
#include "core/compose/composition.h"

namespace cadenza {

inline constexpr std::size_t longestContext = 2000;  ///< notes of the seed that a model hears

/// What a request says about the piece around the new music.
struct Surroundings {
  TickRange range;  ///< of the new music; its end is maxTick when it is counted in notes or endless
  bool isGap = false;
  /// Sound on into the range, or begin there, and stay. Sorted.
  std::vector<Note> staying;
  /// Those of `staying` that begin in the range and are not locked.
  std::vector<Note> spared;
  /// Where new notes may begin: sorted, apart. Without rethinking all of the range.
  std::vector<TickRange> windows;
  /// When rethinking, the pedal of the range stays as it is.
  bool keepsPedal = false;
  std::vector<PedalChange> keptPedal;
  /// The pedal is down where the range begins.
  bool isPedalled = false;

  [[nodiscard]] bool isOpenAt(Tick tick) const;
};

/// `unit`: where new music is to begin at the end of a piece but not at a bar, at a multiple of so
/// many ticks. Notes that stay when rethinking are drawn from the request's random seed.
[[nodiscard]] Surroundings surroundingsOf(const ComposeRequest& request, Tick unit);

/// Those of `notes`, which are sorted, that begin from `since` on.
[[nodiscard]] std::vector<Note> notesFrom(const std::vector<Note>& notes, Tick since);

/// The composition that these notes make: only those that begin where they may, fitted in beside
/// what stays, without pedal but for what is kept. Pitches are those that were drawn: the limits
/// may have changed meanwhile.
[[nodiscard]] Composition compositionOf(std::vector<Note> notes, const Surroundings& around,
                                        TickRange range, const Limits& limits);

/// The part of the seed before `from`, of at most `most` notes; they end at `from` at the latest.
[[nodiscard]] Score contextBefore(const Score& seed, Tick from, std::size_t most = longestContext);

}  // namespace cadenza
