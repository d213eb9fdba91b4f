// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/memory_relief.h"

namespace cadenza {

std::optional<Footing> lighter(const Footing& footing, int wanted) {
  constexpr int fewestOnGpu = 8;
  const int half = footing.streams / 2;
  if (footing.device.is_cuda() && half < fewestOnGpu) return Footing{torch::kCPU, wanted};
  if (half < 1) return std::nullopt;
  return Footing{footing.device, half};
}

}  // namespace cadenza
