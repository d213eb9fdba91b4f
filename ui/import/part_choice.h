// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

#include "core/midi/midi_parts.h"

namespace cadenza::ui {

/// Whether somebody should say which parts of a file make the piano score: there are drums, or
/// several parts that are not all piano, or more than two hands have and nothing says that they are
/// a piano's.
[[nodiscard]] bool wantsChoice(const MidiSurvey& survey);

/// Which parts are suggested, one answer a part: those for piano, else all that have pitches. Never
/// drums.
[[nodiscard]] std::vector<bool> suggestedParts(const MidiSurvey& survey);

/// The ids of the parts that are ticked.
[[nodiscard]] std::vector<MidiPartId> tickedParts(const MidiSurvey& survey,
                                                  const std::vector<bool>& ticks);

/// "Violin I", "Track 2", "Track 2, channel 3", "Channel 3": as short as it can be told apart.
[[nodiscard]] QString partName(const MidiSurvey& survey, std::size_t part);
/// "Strings", "Drums", "Not named".
[[nodiscard]] QString instrumentName(const MidiPart& part);

}  // namespace cadenza::ui
