// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/memory_relief.h"

#include <new>
#include <string_view>

namespace cadenza {

bool isOutOfMemory(const std::exception& problem) {
  if (dynamic_cast<const std::bad_alloc*>(&problem)) return true;
  const auto* ofTorch = dynamic_cast<const c10::Error*>(&problem);
  const std::string_view message = ofTorch ? ofTorch->what_without_backtrace() : problem.what();
  return message.find("out of memory") != std::string_view::npos ||
         message.find("not enough memory") != std::string_view::npos ||
         message.find("can't allocate memory") != std::string_view::npos;
}

std::optional<Footing> lighter(const Footing& footing, int wanted) {
  constexpr int fewestOnGpu = 8;
  const int half = footing.streams / 2;
  if (footing.device.is_cuda() && half < fewestOnGpu) return Footing{torch::kCPU, wanted};
  if (half < 1) return std::nullopt;
  return Footing{footing.device, half};
}

}  // namespace cadenza
