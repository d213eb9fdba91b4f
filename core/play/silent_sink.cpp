// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/silent_sink.h"

namespace cadenza {

double SilentSink::now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
}

}  // namespace cadenza
