// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <thread>

namespace cadenza::test {

/// Waits until `what` answers true; false when that takes half a minute.
template <class Condition>
bool comesTrue(Condition what) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (!what()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    std::this_thread::yield();
  }
  return true;
}

}  // namespace cadenza::test
