// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzz_target.h"

#include <cstdio>
#include <cstdlib>

namespace cadenza::test {

std::vector<FuzzTarget> fuzzTargets() {
  return {
      midiTarget, projectTarget, modelTarget, tableTarget,
#ifdef CADENZA_FUZZ_LIVE
      liveTarget,
#endif
  };
}

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "%s does not hold\n", what);
  std::abort();
}

}  // namespace cadenza::test
