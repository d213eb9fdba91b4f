// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>

#include "core/score/key.h"
#include "core/score/score.h"

namespace cadenza::ui {

/// Name of an undo step about `count` notes: "Move note", "Move 3 notes".
[[nodiscard]] QString stepName(const QString& verb, std::size_t count);

/// A musician's position, counted from one: "12:3", or "12:3+120" off the beat (in ticks).
[[nodiscard]] QString positionText(const MeterMap& meter, Tick tick);

/// A length as a fraction of a whole note, dotted or in triplets where it is one ("1/8", "1/4.",
/// "1/8T"), else in quarters ("1.37 quarters").
[[nodiscard]] QString lengthText(Tick ticks);

/// "C♯4 · bar 12:3 · 1/8 · velocity 80", and " · locked" where it is; the pitch spelled as the key
/// has it.
[[nodiscard]] QString noteText(const MeterMap& meter, const Note& note,
                               const std::optional<Key>& key = {});
/// "E♭4", as the key spells it.
[[nodiscard]] QString pitchText(int pitch, const std::optional<Key>& key);

/// How far a group is moved: "12 notes · 1/4 later · 7 semitones up", without what is nothing.
[[nodiscard]] QString distanceText(std::size_t count, Tick ticks, int semitones);

// Words for screen readers, which read no signs.
/// "quarter", "dotted eighth", "eighth triplet", else in quarters: "1.37 quarters".
[[nodiscard]] QString spokenLength(Tick ticks);
/// "bar 3 beat 2, second sixteenth"; in ticks where the position is no half, third, quarter or
/// eighth of the beat.
[[nodiscard]] QString spokenPlace(const MeterMap& meter, Tick tick);
/// "C sharp 4, bar 3 beat 2, quarter, velocity 80"; "locked" at the end where it is.
[[nodiscard]] QString spokenNote(const MeterMap& meter, const Note& note,
                                 const std::optional<Key>& key = {});
/// "C sharp 4, bar 3 beat 2, empty"
[[nodiscard]] QString spokenPlace(const MeterMap& meter, Tick tick, int pitch,
                                  const std::optional<Key>& key = {});

}  // namespace cadenza::ui
