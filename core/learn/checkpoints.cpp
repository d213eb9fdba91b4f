// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/checkpoints.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <string>
#include <system_error>

namespace cadenza {

namespace fs = std::filesystem;

fs::path checkpointFile(const fs::path& folder, std::int64_t step) {
  char name[32];
  std::snprintf(name, sizeof name, "%08lld.safetensors", static_cast<long long>(step));
  return folder / name;
}

std::vector<std::int64_t> listCheckpoints(const fs::path& folder) {
  std::vector<std::int64_t> steps;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().extension() != ".safetensors") continue;
    const std::string stem = entry->path().stem().string();
    std::int64_t step = 0;
    const auto read = std::from_chars(stem.data(), stem.data() + stem.size(), step);
    if (read.ec == std::errc() && read.ptr == stem.data() + stem.size()) steps.push_back(step);
  }
  std::sort(steps.begin(), steps.end());
  return steps;
}

std::vector<std::int64_t> checkpointsToDrop(std::span<const std::int64_t> steps, std::int64_t best,
                                            std::size_t most) {
  std::vector<std::int64_t> kept(steps.begin(), steps.end());
  std::vector<std::int64_t> dropped;
  while (kept.size() > std::max<std::size_t>(most, 3)) {
    auto nearest = kept.end();
    std::int64_t narrowest = 0;
    for (auto inner = kept.begin() + 1; inner + 1 != kept.end(); ++inner) {
      const std::int64_t hole = *(inner + 1) - *(inner - 1);
      if (*inner == best || (nearest != kept.end() && hole >= narrowest)) continue;
      nearest = inner;
      narrowest = hole;
    }
    dropped.push_back(*nearest);
    kept.erase(nearest);
  }
  return dropped;
}

}  // namespace cadenza
