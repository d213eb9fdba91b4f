// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <optional>

namespace cadenza {

/// A bounded queue from one thread to one other, without locks; who puts never waits.
template <class T, std::size_t capacity>
class MessageRing {
  static_assert((capacity & (capacity - 1)) == 0, "positions wrap round");

 public:
  /// Answers false, and keeps nothing, where the queue is full. The one thread.
  bool put(const T& value) {
    const std::size_t end = end_.load(std::memory_order_relaxed);
    if (end - begin_.load(std::memory_order_acquire) == capacity) return false;
    slots_[end % capacity] = value;
    end_.store(end + 1, std::memory_order_release);
    return true;
  }

  /// The oldest value, if there is one. The other thread.
  std::optional<T> take() {
    const std::size_t begin = begin_.load(std::memory_order_relaxed);
    if (begin == end_.load(std::memory_order_acquire)) return std::nullopt;
    const T value = slots_[begin % capacity];
    begin_.store(begin + 1, std::memory_order_release);
    return value;
  }

 private:
  std::array<T, capacity> slots_{};
  alignas(64) std::atomic<std::size_t> begin_{0};
  alignas(64) std::atomic<std::size_t> end_{0};
};

}  // namespace cadenza
