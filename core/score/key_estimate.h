// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>

#include "core/score/key.h"
#include "core/score/note.h"

namespace cadenza {

/// The major or minor key that `notes` fit best: how long each of the twelve pitch classes sounds,
/// correlated with how well listeners found them to fit each key (Krumhansl and Kessler, 1982,
/// "Tracing the dynamic changes in perceived tonal organization"). A note counts for at most four
/// quarters. Nothing where fewer than three pitch classes sound, or all alike.
[[nodiscard]] std::optional<Key> estimateKey(std::span<const Note> notes);

}  // namespace cadenza
