// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <semaphore.h>
#include <time.h>

#include <cmath>

namespace cadenza {

/// Lets one thread sleep to a moment of the steady clock, and any other wake it before. Waking
/// neither locks nor allocates. (std::semaphore of libstdc++ 12 spins and sleeps in turns.)
class WakeUp {
 public:
  WakeUp() { ::sem_init(&semaphore_, 0, 0); }
  ~WakeUp() { ::sem_destroy(&semaphore_); }
  WakeUp(const WakeUp&) = delete;
  WakeUp& operator=(const WakeUp&) = delete;

  void wake() { ::sem_post(&semaphore_); }

  /// Sleeps until `seconds` of the steady clock (its time_since_epoch) or until it is woken.
  void sleepUntil(double seconds) {
    timespec moment{};
    moment.tv_sec = static_cast<time_t>(std::floor(seconds));
    moment.tv_nsec = static_cast<long>((seconds - std::floor(seconds)) * 1e9);
    (void)::sem_clockwait(&semaphore_, CLOCK_MONOTONIC, &moment);
    while (::sem_trywait(&semaphore_) == 0) continue;
  }

 private:
  sem_t semaphore_{};
};

}  // namespace cadenza
