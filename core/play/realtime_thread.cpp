// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/realtime_thread.h"

#include <pthread.h>
#include <sched.h>
#include <sys/prctl.h>

namespace cadenza {

bool becomeRealtime() {
  (void)::prctl(PR_SET_TIMERSLACK, 1UL, 0, 0, 0);  // nanoseconds; 50,000 at first
  sched_param priority{};
  priority.sched_priority = 5;  // jackd's clients have 5 less than its 10
  return ::pthread_setschedparam(::pthread_self(), SCHED_RR | SCHED_RESET_ON_FORK, &priority) == 0;
}

}  // namespace cadenza
