// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/input_history.h"

#include <algorithm>

namespace cadenza {

void InputHistory::add(const PlayedInput& input) {
  inputs_.push_back(input);
  while (inputs_.size() > most || inputs_.front().seconds < input.seconds - kept) {
    inputs_.pop_front();
    ++dropped_;
  }
}

std::vector<PlayedInput> InputHistory::since(std::uint64_t number) const {
  const std::uint64_t first = std::clamp(number, dropped_, count()) - dropped_;
  return {inputs_.begin() + static_cast<std::ptrdiff_t>(first), inputs_.end()};
}

}  // namespace cadenza
