// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/midi/pedal_merger.h"

#include <algorithm>
#include <utility>

namespace cadenza {
namespace {

constexpr std::uint8_t lowestDown = 64;

}  // namespace

std::vector<PedalChange> PedalMerger::take() {
  const std::vector<Change> changes = [this] {
    std::vector<Change> sorted = std::exchange(changes_, {});
    const auto earlier = [](const Change& a, const Change& b) { return a.tick < b.tick; };
    if (!std::is_sorted(sorted.begin(), sorted.end(), earlier)) {
      std::stable_sort(sorted.begin(), sorted.end(), earlier);
    }
    return sorted;
  }();
  unsigned used = 0;
  for (const Change& change : changes) used |= 1u << change.channel;

  std::vector<PedalChange> line;
  line.reserve(changes.size());
  std::array<std::uint8_t, channelCount> values{};
  unsigned down = 0;
  std::uint8_t deepest = 0;
  for (auto next = changes.begin(); next != changes.end();) {
    const Tick tick = next->tick;
    const unsigned downBefore = down;
    unsigned lifted = 0;
    unsigned moved = 0;
    for (; next != changes.end() && next->tick == tick; ++next) {
      const unsigned channel = 1u << next->channel;
      const bool isDown = next->value >= lowestDown;
      values[next->channel] = next->value;
      moved |= channel;
      lifted |= isDown ? 0 : channel;
      down = isDown ? down | channel : down & ~channel;
    }
    const std::uint8_t before = std::exchange(deepest, *std::ranges::max_element(values));
    const bool repedals = downBefore != 0 && down != 0 && (downBefore & ~lifted) == 0;
    // Repeated positions stay where they are those of all channels.
    if (deepest != before || repedals || moved == used) {
      line.push_back({tick, deepest, repedals});
    }
  }
  return line;
}

}  // namespace cadenza
