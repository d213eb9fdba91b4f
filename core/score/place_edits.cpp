// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/score/place_edits.h"

#include <algorithm>
#include <utility>

#include "core/score/changed_items.h"
#include "core/score/sorted_changes.h"

namespace cadenza {
namespace {

ScoreEdit markersBecome(const Score& score, std::vector<Marker> markers) {
  ScoreEdit edit;
  addDifference(score.markers(), sortedByTick(std::move(markers)), edit.removed.markers,
                edit.added.markers);
  return edit;
}

ScoreEdit exchanged(const Score& score, const Marker& marker, Marker by) {
  std::vector<Marker> markers = score.markers();
  std::erase(markers, marker);
  by.tick = std::clamp(by.tick, Tick{0}, maxTick);
  markers.push_back(std::move(by));
  return markersBecome(score, std::move(markers));
}

}  // namespace

ScoreEdit addMarker(const Score& score, Tick tick, std::string text) {
  std::vector<Marker> markers = score.markers();
  markers.push_back({std::clamp(tick, Tick{0}, maxTick), std::move(text)});
  return markersBecome(score, std::move(markers));
}

ScoreEdit renameMarker(const Score& score, const Marker& marker, std::string text) {
  return exchanged(score, marker, {marker.tick, std::move(text)});
}

ScoreEdit moveMarker(const Score& score, const Marker& marker, Tick to) {
  return exchanged(score, marker, {to, marker.text});
}

ScoreEdit removeMarker(const Marker& marker) {
  ScoreEdit edit;
  edit.removed.markers = {marker};
  return edit;
}

std::optional<Marker> markerAfter(const Score& score, Tick tick) {
  const auto& markers = score.markers();
  const auto after = std::upper_bound(markers.begin(), markers.end(), tick,
                                      [](Tick t, const Marker& m) { return t < m.tick; });
  return after == markers.end() ? std::nullopt : std::optional(*after);
}

std::optional<Marker> markerBefore(const Score& score, Tick tick) {
  return lastChangeAt(score.markers(), tick - 1);
}

ScoreEdit setTimeSignature(const Score& score, TimeSignature signature) {
  const auto& standing = score.meter().signatures();
  const TimeSignature now = score.meter().signatureAt(signature.tick);
  const bool isSame =
      now.numerator == signature.numerator && now.denominator == signature.denominator;
  if (isSame || MeterMap({signature}).signatures().empty()) return {};
  std::vector<TimeSignature> signatures = standing;
  signatures.push_back(signature);
  ScoreEdit edit;
  addDifference(standing, sortedByTick(std::move(signatures)), edit.removed.meter,
                edit.added.meter);
  return edit;
}

ScoreEdit removeTimeSignature(const Score& score, Tick tick) {
  ScoreEdit edit;
  for (const TimeSignature& signature : score.meter().signatures()) {
    if (signature.tick == tick) edit.removed.meter.push_back(signature);
  }
  return edit;
}

}  // namespace cadenza
