// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/thread_priority.h"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace cadenza {

// Linux keeps a niceness for each thread, named by its id.
void giveWay(int niceness) {
  const auto thread = static_cast<id_t>(::syscall(SYS_gettid));
  errno = 0;
  const int now = ::getpriority(PRIO_PROCESS, thread);
  if (errno != 0) return;
  (void)::setpriority(PRIO_PROCESS, thread, std::max(now, niceness));
}

}  // namespace cadenza
