// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "core/compose/surroundings.h"
#include "core/encode/guidance.h"
#include "core/encode/note_events.h"

namespace cadenza {

[[nodiscard]] inline bool isPedal(int act) {
  return act == action::pedalDown || act == action::pedalUp;
}

/// What does not change while a piece of events is composed; shared by a stream and its clones.
/// Times are in units of the grid.
struct EventFrame {
  static constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max() / 4;

  Surroundings around;
  ComposeLength length;
  EventRecipe recipe;
  TempoMap tempo;
  BarClock clock;
  Tick origin = 0;  ///< where unit 0 lies
  std::int64_t from = 0;
  std::int64_t end = 0;  ///< new notes begin before it

  struct Given {
    std::int64_t unit;
    Event event;
  };
  /// What notes that stay do inside the range, and pedal that stays.
  std::vector<Given> given;

  struct Window {
    std::int64_t begin, end;
    int most;  ///< new notes, so that what is varied stays as dense; a lot where all is open
  };
  std::vector<Window> windows;  ///< where new notes may begin; sorted, apart
  /// When rethinking, where the notes of the seed begin: as dense it is to stay.
  std::vector<std::int64_t> onsets;

  [[nodiscard]] Tick tickAt(std::int64_t unit) const;
  /// The first unit that does not lie before `tick`.
  [[nodiscard]] std::int64_t unitFrom(Tick tick) const;
  /// The window that holds `unit`, as an index; nothing where new notes may not begin.
  [[nodiscard]] std::optional<std::size_t> windowAt(std::int64_t unit) const;
  /// The density that is told where none is wished: of what is thought again, else free.
  [[nodiscard]] int densityAt(std::int64_t unit) const;
  [[nodiscard]] bool isOpenThroughout() const {
    return !around.windows.empty() && around.windows.front() == around.range;
  }
};

/// A piece as one of our networks hears it before it composes.
struct HeardPiece {
  Score notes;           ///< what leads to the range, whole, and what stays inside
  EncodedScore encoded;  ///< the same
  bool isLed = false;    ///< something leads to the range
};
[[nodiscard]] HeardPiece heardPiece(const Score& seed, const Surroundings& around,
                                    const EventRecipe& recipe);
/// What follows a gap, as far as it is told.
[[nodiscard]] Score suffixOfGap(const Score& seed, Tick until);

/// The density that a network learned to be told at an event of a piece that leads to new music or
/// follows it.
[[nodiscard]] int densityAt(const EncodedScore& encoded, std::size_t event, Grid grid);

[[nodiscard]] EventFrame frameOf(const ComposeRequest& request, const EventRecipe& recipe,
                                 Surroundings around, const HeardPiece& heard);

}  // namespace cadenza
