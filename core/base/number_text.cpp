// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/number_text.h"

#include <array>
#include <cstdio>

namespace cadenza {

std::string countText(std::size_t count) {
  std::string text = std::to_string(count);
  for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3) {
    text.insert(static_cast<std::size_t>(at), 1, ',');
  }
  return text;
}

std::string countText(std::size_t count, const std::string& one) {
  return countText(count, one, one + 's');
}

std::string countText(std::size_t count, const std::string& one, const std::string& several) {
  return countText(count) + ' ' + (count == 1 ? one : several);
}

std::string numberText(double value, int decimals) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.*f", decimals, value);
  return text.data();
}

}  // namespace cadenza
