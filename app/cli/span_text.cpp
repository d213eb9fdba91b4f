// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/span_text.h"

#include <charconv>
#include <string_view>

#include "core/score/key.h"

namespace cadenza::cli {
namespace {

using Halves = std::pair<std::string_view, std::string_view>;

std::optional<Halves> halvesOf(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  return Halves{text.substr(0, colon), text.substr(colon + 1)};
}

template <class Number>
std::optional<Number> numberOf(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

template <class Read>
std::optional<std::pair<int, int>> parseRange(const std::string& text, int lowest, int highest,
                                              Read read) {
  const auto halves = halvesOf(text);
  if (!halves) return std::nullopt;
  const std::optional<int> first = read(halves->first);
  const std::optional<int> last = read(halves->second);
  if (!first || !last || *first < lowest || *last > highest || *first > *last) return std::nullopt;
  return std::pair{*first, *last};
}

}  // namespace

std::optional<SpanText> parseSpan(const std::string& text) {
  auto halves = halvesOf(text);
  if (!halves) return std::nullopt;
  auto& [from, to] = *halves;
  SpanText span;
  span.inSeconds = from.ends_with('s') && to.ends_with('s');
  if (span.inSeconds) {
    from.remove_suffix(1);
    to.remove_suffix(1);
    const auto begin = numberOf<double>(from);
    const auto end = numberOf<double>(to);
    if (!begin || !end || !(*begin >= 0) || !(*end > *begin) || *end > 86'400) return std::nullopt;
    span.from = *begin;
    span.to = *end;
    return span;
  }
  const auto first = numberOf<int>(from);
  const auto last = numberOf<int>(to);
  if (!first || !last || *first < 1 || *last < *first || *last > 100'000) return std::nullopt;
  span.from = *first;
  span.to = *last;
  return span;
}

Result<TickRange> ticksOf(const SpanText& span, const Score& score) {
  TickRange range;
  if (span.inSeconds) {
    range = {score.tempo().tickAt(span.from), score.tempo().tickAt(span.to)};
  } else {
    range = {score.meter().barStart(static_cast<int>(span.from) - 1),
             score.meter().barStart(static_cast<int>(span.to))};
  }
  if (range.begin >= score.end() || range.end <= range.begin) {
    return Error{ErrorCode::InvalidArgument,
                 "The piece has ended before that place; say one inside it."};
  }
  return range;
}

std::optional<std::pair<int, int>> parsePitchRange(const std::string& text) {
  return parseRange(text, 0, 127, [](std::string_view half) -> std::optional<int> {
    const auto number = numberOf<int>(half);
    return number ? number : parsePitch(half);
  });
}

std::optional<std::pair<int, int>> parseVelocityRange(const std::string& text) {
  return parseRange(text, 1, 127, [](std::string_view half) { return numberOf<int>(half); });
}

}  // namespace cadenza::cli
