// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <limits>
#include <string>

#include "core/base/result.h"

namespace cadenza::cli {

/// The numbers that an option accepts, both ends included.
struct WholeRange {
  std::uint64_t lowest = 0;
  std::uint64_t highest = std::numeric_limits<std::uint64_t>::max();
};
struct DecimalRange {
  double lowest = 0;
  double highest = 1;
};

/// Numbers of the command line. Whole ones are decimal, whatever zeros they begin with. Fails with
/// InvalidArgument and a sentence that says what to write.
[[nodiscard]] Result<std::uint64_t> parseWhole(const std::string& text, const WholeRange& range);
[[nodiscard]] Result<double> parseDecimal(const std::string& text, const DecimalRange& range);

/// "2,5" is a number with a decimal comma.
[[nodiscard]] bool hasDecimalComma(const std::string& text);
/// What to write in place of it.
[[nodiscard]] std::string decimalCommaAdvice(const std::string& text);

/// `parsed`, or the end of the command line's reading with what is wrong with option `name`.
template <class Number>
Number valueOrThrow(const std::string& name, const Result<Number>& parsed) {
  if (!parsed) throw CLI::ValidationError(name, parsed.error().detail);
  return *parsed;
}

/// Adds an option of that name, which sets `value`.
template <class Value>
CLI::Option* addWhole(CLI::App& command, const std::string& name, Value& value,
                      const std::string& description, const WholeRange& range) {
  const auto set = [&value, name, range](const std::string& text) {
    const std::uint64_t number = valueOrThrow(name, parseWhole(text, range));
    if constexpr (requires { typename Value::value_type; }) {
      value = static_cast<typename Value::value_type>(number);
    } else {
      value = static_cast<Value>(number);
    }
  };
  return command.add_option_function<std::string>(name, set, description)->type_name("NUMBER");
}
template <class Value>
CLI::Option* addDecimal(CLI::App& command, const std::string& name, Value& value,
                        const std::string& description, const DecimalRange& range) {
  const auto set = [&value, name, range](const std::string& text) {
    value = valueOrThrow(name, parseDecimal(text, range));
  };
  return command.add_option_function<std::string>(name, set, description)->type_name("NUMBER");
}

}  // namespace cadenza::cli
