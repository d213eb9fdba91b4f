// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

#include <optional>

namespace cadenza {

/// What a training stands on.
struct Footing {
  torch::Device device = torch::kCPU;
  int streams = 64;
};

/// What to try after memory ran out: half the streams; on a GPU that can't hold even a few, the
/// CPU with as many as were `wanted`; nothing when one stream on the CPU was too much.
[[nodiscard]] std::optional<Footing> lighter(const Footing& footing, int wanted);

}  // namespace cadenza
