// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/number_option.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>

namespace cadenza::cli {
namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

std::string_view withoutPlus(std::string_view text) {
  if (text.size() > 1 && text[0] == '+' && text[1] != '-') text.remove_prefix(1);
  return text;
}

// The shortest text, without grouping: one that can be typed.
std::string plain(double value) {
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, value).ptr;
  return {text, end};
}

std::string rangeText(const WholeRange& range) {
  return "a whole number from " + std::to_string(range.lowest) + " to " +
         std::to_string(range.highest);
}

Error refusal(const std::string& sentence) { return {ErrorCode::InvalidArgument, sentence}; }

bool isNumber(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error != std::errc::invalid_argument && end == text.data() + text.size() &&
         std::isfinite(value);
}

}  // namespace

bool hasDecimalComma(const std::string& text) {
  const auto comma = text.find(',');
  if (comma == std::string::npos || comma == 0 || comma + 1 == text.size()) return false;
  return isDigit(text[comma - 1]) && isDigit(text[comma + 1]);
}

std::string decimalCommaAdvice(const std::string& text) {
  std::string better = text;
  std::ranges::replace(better, ',', '.');
  return text + " has a comma. Write a decimal point: " + better;
}

Result<std::uint64_t> parseWhole(const std::string& text, const WholeRange& range) {
  const std::string_view digits = withoutPlus(text);
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  const bool whole = error != std::errc::invalid_argument && end == digits.data() + digits.size();
  if (whole && error == std::errc() && value >= range.lowest && value <= range.highest) {
    return value;
  }
  if (hasDecimalComma(text) && !isNumber(digits)) return refusal(decimalCommaAdvice(text) + ".");
  const bool outside = whole || (isNumber(digits) && digits.find_first_of(".eE") == digits.npos);
  return refusal(text + (outside ? " is out of range. Give " : " is not a whole number. Give ") +
                 rangeText(range) + ".");
}

Result<double> parseDecimal(const std::string& text, const DecimalRange& range) {
  const std::string_view digits = withoutPlus(text);
  if (isNumber(digits)) {
    double value = 0;
    (void)std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (value >= range.lowest && value <= range.highest) return value;
    return refusal(text + " is out of range. Give a number from " + plain(range.lowest) + " to " +
                   plain(range.highest) + ".");
  }
  if (hasDecimalComma(text)) return refusal(decimalCommaAdvice(text) + ".");
  return refusal(text + " is not a number. Give one from " + plain(range.lowest) + " to " +
                 plain(range.highest) + ".");
}

}  // namespace cadenza::cli
