// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/compose/insight.h"
#include "core/compose/stepper.h"
#include "core/encode/note_events.h"
#include "core/model/recipe.h"

namespace cadenza {

/// What the network knows when it has heard some events.
struct EventPlace {
  Stepper::State state;
  KeyboardState keyboard;
  std::int64_t units = 0;  ///< of the event heard last

  void hear(const Stepper& stepper, const BarClock& clock, const Event& event);
};

/// A note-on event and its share of what the attention looked at; of its note-off, too.
struct AttendedEvent {
  std::int32_t strike = 0;
  float share = 0;
};

/// A piece as our networks read it and what they thought of it, event by event. Events from `done`
/// on were not come to.
struct EventMemory final : PieceInsight::Memory {
  static constexpr std::size_t spacing = 128;

  EncodedScore encoded;
  std::vector<std::int64_t> units;               ///< of each event, as the network counts them
  std::vector<std::array<float, 3>> nats;        ///< of each event: shift, action, velocity
  std::vector<std::vector<AttendedEvent>> used;  ///< of each note-on
  /// Before each spacing'th event was heard.
  std::vector<std::shared_ptr<const EventPlace>> places;
  std::size_t done = 0;
};

[[nodiscard]] EventPlace firstPlace(const Stepper& stepper, const EventRecipe& recipe);

/// Where a tick lies in units from the start of time, as encodeNoteEvents rounds it.
[[nodiscard]] std::int64_t gridUnit(Grid grid, const TempoMap& tempo, Tick tick);

/// Which events are which notes.
struct NoteStrikes {
  std::vector<std::int32_t> strikeOf;  ///< by event: the note-on of its note; -1 where it has none
  std::vector<std::int32_t> noteOf;    ///< by event: the first note that a note-on strikes; or -1
  std::vector<std::int32_t> struck;    ///< by note: its note-on; -1 for a note that is not heard
  std::vector<std::int32_t> released;  ///< by note: its note-off, or -1
};
/// `events` are those of `score` on `grid`. Notes of a key on one unit are one strike.
[[nodiscard]] NoteStrikes noteStrikes(const Score& score, Grid grid,
                                      const std::vector<Event>& events);

/// What is likely to be struck next; `place` has heard all that begins before unit `from` (of
/// `place.units`), and nothing can come earlier. Fails with DamagedFile where the network's outputs
/// are not finite.
[[nodiscard]] Result<Expectation> expectNext(const Stepper& stepper, const BarClock& clock,
                                             const NoteDecoder& ticks, Grid grid,
                                             const EventPlace& place, std::int64_t from);

}  // namespace cadenza
