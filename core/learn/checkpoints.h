// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

namespace cadenza {

/// The models that a training leaves behind on its way, one a validation.
inline constexpr std::size_t mostCheckpoints = 64;

/// "00001234.safetensors" below `folder`.
[[nodiscard]] std::filesystem::path checkpointFile(const std::filesystem::path& folder,
                                                   std::int64_t step);

/// The steps of which `folder` holds a model, rising.
[[nodiscard]] std::vector<std::int64_t> listCheckpoints(const std::filesystem::path& folder);

/// Which of the rising `steps` are to go so that `most` are left (at least 3): never the first, the
/// last or the `best`; what stays lies as evenly as it can. Pure.
[[nodiscard]] std::vector<std::int64_t> checkpointsToDrop(std::span<const std::int64_t> steps,
                                                          std::int64_t best, std::size_t most);

}  // namespace cadenza
