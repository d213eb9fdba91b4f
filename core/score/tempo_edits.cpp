// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/score/tempo_edits.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/score/changed_items.h"
#include "core/score/sorted_changes.h"

namespace cadenza {
namespace {

using Changes = std::vector<TempoChange>;

ScoreEdit becomes(const Score& score, Changes changes) {
  ScoreEdit edit;
  addDifference(score.tempo().changes(), sortedByTick(std::move(changes)), edit.removed.tempo,
                edit.added.tempo);
  return edit;
}

Changes without(Changes changes, TickRange range) {
  std::erase_if(changes, [range](const TempoChange& c) { return range.contains(c.tick); });
  return changes;
}

bool stands(const Changes& changes, Tick tick) {
  const auto there = lastChangeAt(changes, tick);
  return there && there->tick == tick;
}

Tick inTime(Tick tick) { return std::clamp(tick, Tick{0}, maxTick); }

}  // namespace

TempoChange tempoChange(Tick tick, double quartersPerMinute) {
  const double tempo = std::clamp(quartersPerMinute, slowestTempo, fastestTempo);
  return {tick, static_cast<std::uint32_t>(std::lround(6e7 / tempo))};
}

ScoreEdit addTempo(const Score& score, Tick tick, double quartersPerMinute) {
  Changes changes = score.tempo().changes();
  changes.push_back(tempoChange(inTime(tick), quartersPerMinute));
  return becomes(score, std::move(changes));
}

ScoreEdit moveTempo(const Score& score, Tick from, Tick to, double quartersPerMinute) {
  if (!stands(score.tempo().changes(), from)) return {};
  Changes changes = without(score.tempo().changes(), {from, from + 1});
  changes.push_back(tempoChange(inTime(to), quartersPerMinute));
  return becomes(score, std::move(changes));
}

ScoreEdit removeTempo(const Score& score, Tick tick) {
  return becomes(score, without(score.tempo().changes(), {tick, tick + 1}));
}

ScoreEdit setTempoAround(const Score& score, Tick tick, double quartersPerMinute) {
  const auto change = lastChangeAt(score.tempo().changes(), tick);
  return addTempo(score, change ? change->tick : 0, quartersPerMinute);
}

ScoreEdit rampTempo(const Score& score, const TempoRamp& ramp) {
  const TickRange range{inTime(ramp.range.begin), inTime(ramp.range.end)};
  if (range.length() <= 0 || ramp.step <= 0) return {};
  Changes changes = without(score.tempo().changes(), range);
  for (Tick tick = range.begin; tick < range.end; tick += ramp.step) {
    const double share = static_cast<double>(tick - range.begin) / range.length();
    changes.push_back(tempoChange(tick, ramp.from + share * (ramp.to - ramp.from)));
  }
  if (!stands(score.tempo().changes(), range.end)) {
    changes.push_back(tempoChange(range.end, ramp.to));
  }
  return becomes(score, std::move(changes));
}

}  // namespace cadenza
