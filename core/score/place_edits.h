// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "core/score/score.h"

namespace cadenza {

// Edits of what names and divides time: markers and time signatures.

/// A tick holds one marker: one that stands there gives way.
[[nodiscard]] ScoreEdit addMarker(const Score& score, Tick tick, std::string text);
[[nodiscard]] ScoreEdit renameMarker(const Score& score, const Marker& marker, std::string text);
[[nodiscard]] ScoreEdit moveMarker(const Score& score, const Marker& marker, Tick to);
[[nodiscard]] ScoreEdit removeMarker(const Marker& marker);
/// The first marker after `tick`.
[[nodiscard]] std::optional<Marker> markerAfter(const Score& score, Tick tick);
/// The last marker before `tick`.
[[nodiscard]] std::optional<Marker> markerBefore(const Score& score, Tick tick);

/// Bars have this signature from its tick to the next one's; inside a bar it begins a new bar.
/// Nothing when they have it already, or when it makes no sense (see MeterMap).
[[nodiscard]] ScoreEdit setTimeSignature(const Score& score, TimeSignature signature);
/// Takes the signature at `tick` out: the one before it holds on.
[[nodiscard]] ScoreEdit removeTimeSignature(const Score& score, Tick tick);

}  // namespace cadenza
