// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/score/piece_properties.h"
#include "core/score/score.h"

namespace cadenza {

/// A score in two parts: a MIDI file that any program opens, and what MIDI can't say: which notes
/// are locked, and the rare rest (a 17th voice on one key, a tempo slower than a file can hold).
/// `rest` becomes an object, empty for nearly every score. Any thread.
[[nodiscard]] std::vector<std::byte> splitScore(const Score& score,
                                                const PieceProperties& properties,
                                                nlohmann::json& rest);

/// A score put together again.
struct JoinedScore {
  Score score;
  std::string title;
  std::vector<std::string> warnings;  ///< sentences of readMidi
  std::vector<std::string> damage;    ///< sentences about what of `rest` could not be read
};

/// The opposite. A MIDI part that another program has changed meanwhile is taken as it is; locks
/// hold for the notes that are still there. Fails as readMidi does. Any thread.
[[nodiscard]] Result<JoinedScore> joinScore(std::span<const std::byte> midi,
                                            const nlohmann::json& rest);

}  // namespace cadenza
