// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "core/base/result.h"
#include "core/score/score.h"

namespace cadenza::cli {

/// A stretch of a piece as it is said on the command line: "9:12" is bars 9 to 12, both included;
/// "7.5s:12s" is seconds.
struct SpanText {
  double from = 0;
  double to = 0;
  bool inSeconds = false;
};
[[nodiscard]] std::optional<SpanText> parseSpan(const std::string& text);

/// Where it lies in `score`; fails with InvalidArgument where the piece ends before it begins.
[[nodiscard]] Result<TickRange> ticksOf(const SpanText& span, const Score& score);

/// Two notes, "C2:C6" or "36:84", the lower one first.
[[nodiscard]] std::optional<std::pair<int, int>> parsePitchRange(const std::string& text);
/// Two velocities, "40:90", the lower one first.
[[nodiscard]] std::optional<std::pair<int, int>> parseVelocityRange(const std::string& text);

}  // namespace cadenza::cli
