// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/score/statistics.h"

#include <algorithm>
#include <bitset>
#include <cmath>
#include <limits>
#include <unordered_set>

#include "core/score/key.h"

namespace cadenza {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t slotsPerSecond = 16;
// What is added before a place in time is rounded down, so that notes on a grid stay on it.
constexpr double roundingError = 1e-6;

using PitchClassCounts = std::array<std::size_t, 12>;
using Pattern = std::bitset<slotsPerSecond>;

std::span<const TimedNote> notesIn(std::span<const TimedNote> notes, const Clip& clip) {
  const auto before = [](const TimedNote& note, double seconds) { return note.onset < seconds; };
  const auto first = std::lower_bound(notes.begin(), notes.end(), clip.begin, before);
  const auto last = std::lower_bound(first, notes.end(), clip.begin + clip.seconds, before);
  return {first, last};
}

PitchClassCounts pitchClassesOf(std::span<const TimedNote> notes) {
  PitchClassCounts counts{};
  for (const TimedNote& note : notes) ++counts[note.pitch % 12];
  return counts;
}

double entropyBits(const PitchClassCounts& counts, double total) {
  double bits = 0;
  for (const std::size_t count : counts) {
    const double share = static_cast<double>(count) / total;
    if (count > 0) bits -= share * std::log2(share);
  }
  return bits;
}

std::size_t mostInAMajorScale(const PitchClassCounts& counts) {
  std::size_t most = 0;
  for (int tonic = 0; tonic < 12; ++tonic) {
    const Key key{tonic, Scale::Major};
    std::size_t inScale = 0;
    for (int pitch = 0; pitch < 12; ++pitch) {
      if (key.contains(pitch)) inScale += counts[static_cast<std::size_t>(pitch)];
    }
    most = std::max(most, inScale);
  }
  return most;
}

std::size_t distinctPitches(std::span<const TimedNote> notes) {
  std::bitset<128> struck;
  for (const TimedNote& note : notes) struck.set(note.pitch);
  return struck.count();
}

void addVelocities(std::span<const TimedNote> notes, ClipFeatures& features) {
  const auto count = static_cast<double>(notes.size());
  double sum = 0, squares = 0;
  for (const TimedNote& note : notes) {
    sum += note.velocity;
    squares += static_cast<double>(note.velocity * note.velocity);
  }
  const double mean = sum / count;
  features[Feature::Velocity] = mean;
  features[Feature::VelocitySpread] = std::sqrt(std::max(0.0, squares / count - mean * mean));
}

double groove(std::span<const TimedNote> notes, const Clip& clip) {
  const auto seconds = static_cast<std::size_t>(clip.seconds);
  if (seconds < 2) return unknown;
  std::vector<Pattern> patterns(seconds);
  for (const TimedNote& note : notes) {
    const double place = (note.onset - clip.begin) * slotsPerSecond;
    const auto slot = static_cast<std::size_t>(place + roundingError);
    if (slot < seconds * slotsPerSecond) patterns[slot / slotsPerSecond].set(slot % slotsPerSecond);
  }
  std::size_t agreeing = 0;
  for (std::size_t i = 1; i < seconds; ++i) {
    agreeing += slotsPerSecond - (patterns[i - 1] ^ patterns[i]).count();
  }
  return static_cast<double>(agreeing) / static_cast<double>((seconds - 1) * slotsPerSecond);
}

}  // namespace

std::vector<TimedNote> timedNotes(const Score& score) {
  std::vector<TimedNote> notes;
  notes.reserve(score.notes().size());
  for (const Note& note : score.notes()) {
    const double onset = score.tempo().secondsAt(note.onset);
    notes.push_back(
        {onset, score.tempo().secondsAt(note.end()) - onset, note.pitch, note.velocity});
  }
  return notes;
}

std::string_view name(Feature feature) {
  constexpr std::array<std::string_view, featureCount> names = {
      "pitch_class_entropy", "notes_per_second",  "distinct_pitches",
      "onset_distance",      "duration",          "velocity",
      "velocity_spread",     "major_scale_share", "groove"};
  return names[static_cast<std::size_t>(feature)];
}

ClipFeatures featuresOf(std::span<const TimedNote> all, const Clip& clip) {
  const auto notes = notesIn(all, clip);
  const auto count = static_cast<double>(notes.size());
  ClipFeatures features;
  for (std::size_t i = 0; i < featureCount; ++i) features[static_cast<Feature>(i)] = unknown;
  features[Feature::NotesPerSecond] = clip.seconds > 0 ? count / clip.seconds : 0;
  features[Feature::DistinctPitches] = static_cast<double>(distinctPitches(notes));
  if (notes.empty()) return features;
  const PitchClassCounts classes = pitchClassesOf(notes);
  features[Feature::PitchClassEntropy] = entropyBits(classes, count);
  features[Feature::MajorScaleShare] = static_cast<double>(mostInAMajorScale(classes)) / count;
  if (notes.size() > 1) {
    features[Feature::OnsetDistance] = (notes.back().onset - notes.front().onset) / (count - 1);
  }
  double durations = 0;
  for (const TimedNote& note : notes) durations += note.duration;
  features[Feature::Duration] = durations / count;
  addVelocities(notes, features);
  features[Feature::Groove] = groove(notes, clip);
  return features;
}

std::vector<Clip> clipsOf(std::span<const TimedNote> notes, double seconds) {
  std::vector<Clip> clips;
  if (notes.empty() || seconds <= 0) return clips;
  double end = 0;
  for (const TimedNote& note : notes) end = std::max(end, note.onset + note.duration);
  const double begin = notes.front().onset;
  const auto count = static_cast<std::size_t>((end - begin) / seconds + roundingError);
  for (std::size_t i = 0; i < count; ++i) {
    clips.push_back({begin + static_cast<double>(i) * seconds, seconds});
  }
  return clips;
}

double repeatedGroupShare(std::span<const TimedNote> notes) {
  constexpr std::size_t groupSize = 4;
  if (notes.size() < groupSize) return 0;
  std::unordered_set<std::uint32_t> seen;
  std::uint32_t group = 0;  // the last four pitches, eight bits each
  for (std::size_t i = 0; i < notes.size(); ++i) {
    group = group << 8 | notes[i].pitch;
    if (i + 1 >= groupSize) seen.insert(group);
  }
  return 1 - static_cast<double>(seen.size()) / static_cast<double>(notes.size() - groupSize + 1);
}

}  // namespace cadenza
