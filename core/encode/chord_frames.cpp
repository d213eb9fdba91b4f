// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/chord_frames.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

#include "core/score/statistics.h"

namespace cadenza {
namespace {

constexpr int pitchCount = 128;
constexpr std::string_view silenceName = "e";
// What is added before a time is rounded down, so that what lies on a frame stays on it.
constexpr double roundingError = 1e-6;

int frameAt(double seconds, double framesPerSecond) {
  return static_cast<int>(std::floor(seconds * framesPerSecond + roundingError));
}

// Sets what sounds in `frames`, of which the first begins at second `origin`.
void lay(std::span<const TimedNote> notes, double framesPerSecond, double origin,
         std::vector<Chord>& frames) {
  for (const TimedNote& note : notes) {
    const int begin = frameAt(note.onset - origin, framesPerSecond);
    const int end = frameAt(note.onset + note.duration - origin, framesPerSecond);
    const int last = std::min(end, static_cast<int>(frames.size()));
    for (int i = std::max(begin, 0); i < last; ++i) {
      frames[static_cast<std::size_t>(i)].set(note.pitch);
    }
  }
}

// How far the pitches of `a` lie from the nearest of `b`, summed.
int distance(const Chord& a, const Chord& b) {
  int sum = 0;
  for (int pitch = 0; pitch < pitchCount; ++pitch) {
    if (!a[static_cast<std::size_t>(pitch)]) continue;
    int nearest = pitchCount;
    for (int other = 0; other < pitchCount; ++other) {
      if (b[static_cast<std::size_t>(other)]) nearest = std::min(nearest, std::abs(pitch - other));
    }
    sum += nearest;
  }
  return sum;
}

}  // namespace

std::string name(const Chord& chord) {
  if (chord.none()) return std::string(silenceName);
  std::string text;
  for (std::size_t pitch = 0; pitch < chord.size(); ++pitch) {
    if (!chord[pitch]) continue;
    if (!text.empty()) text += ',';
    text += std::to_string(pitch);
  }
  return text;
}

std::optional<Chord> parseChord(std::string_view text) {
  Chord chord;
  if (text == silenceName) return chord;
  int before = -1;
  const char* at = text.data();
  const char* end = at + text.size();
  while (true) {
    int pitch = 0;
    const auto [next, problem] = std::from_chars(at, end, pitch);
    if (problem != std::errc() || pitch <= before || pitch >= pitchCount) return std::nullopt;
    chord.set(static_cast<std::size_t>(pitch));
    before = pitch;
    if (next == end) return chord;
    if (*next != ',') return std::nullopt;
    at = next + 1;
  }
}

std::vector<Chord> chordFrames(const Score& score, double framesPerSecond) {
  const std::vector<TimedNote> notes = timedNotes(score);
  int first = std::numeric_limits<int>::max();
  int last = 0;
  for (const TimedNote& note : notes) {
    const int begin = frameAt(note.onset, framesPerSecond);
    const int end = frameAt(note.onset + note.duration, framesPerSecond);
    if (begin == end) continue;
    first = std::min(first, begin);
    last = std::max(last, end);
  }
  std::vector<Chord> frames(static_cast<std::size_t>(last));
  lay(notes, framesPerSecond, 0, frames);
  frames.erase(frames.begin(), frames.begin() + std::min(first, last));
  return frames;
}

std::vector<Chord> chordFramesBefore(const Score& score, double seconds, double framesPerSecond,
                                     int count) {
  std::vector<Chord> frames(static_cast<std::size_t>(count));
  lay(timedNotes(score), framesPerSecond, seconds - count / framesPerSecond, frames);
  return frames;
}

ChordWriter::ChordWriter(TempoMap tempo, Tick origin, double framesPerSecond, std::uint8_t velocity)
    : tempo_(std::move(tempo)),
      originSeconds_(tempo_.secondsAt(origin)),
      framesPerSecond_(framesPerSecond),
      velocity_(velocity),
      open_(pitchCount, 0) {}

Tick ChordWriter::tickAt(int frame) const {
  const double seconds = originSeconds_ + frame / framesPerSecond_;
  const Tick tick = tempo_.tickAt(seconds);
  return tempo_.secondsAt(tick) * framesPerSecond_ + roundingError < seconds * framesPerSecond_
             ? tick + 1
             : tick;
}

void ChordWriter::push(const Chord& chord) {
  const Tick now = tickAt(frames_++);
  const Tick end = tickAt(frames_);
  for (std::size_t pitch = 0; chord.any() && pitch < chord.size(); ++pitch) {
    if (!chord[pitch]) continue;
    if (!sounding_[pitch]) {
      open_[pitch] = notes_.size();
      notes_.push_back({now, 1, static_cast<std::uint8_t>(pitch), velocity_});
    }
    Note& note = notes_[open_[pitch]];
    note.duration = std::max(1, end - note.onset);
  }
  sounding_ = chord;
}

void ChordVocabulary::learn(std::span<const Chord> frames) {
  for (const Chord& chord : frames) {
    if (chord.any()) add(chord);
  }
}

bool ChordVocabulary::add(const Chord& chord) {
  const bool isNew = numbers_.emplace(chord, static_cast<int>(chords_.size()) + 1).second;
  if (isNew) chords_.push_back(chord);
  return isNew;
}

const Chord& ChordVocabulary::chord(int number) const {
  static const Chord none;
  return number == silence() ? none : chords_.at(static_cast<std::size_t>(number) - 1);
}

std::optional<int> ChordVocabulary::find(const Chord& chord) const {
  if (chord.none()) return silence();
  const auto found = numbers_.find(chord);
  return found == numbers_.end() ? std::nullopt : std::optional(found->second);
}

int ChordVocabulary::nearest(const Chord& chord) const {
  if (const auto known = find(chord)) return *known;
  int best = silence();
  auto bestOther = std::pair(chord.count(), distance(chord, {}));
  for (std::size_t i = 0; i < chords_.size(); ++i) {
    const Chord missing = chord & ~chords_[i];
    const Chord added = chords_[i] & ~chord;
    const std::size_t others = std::max(missing.count(), added.count());
    if (others > bestOther.first) continue;
    const auto other = std::pair(others, distance(missing, chords_[i]) + distance(added, chord));
    if (other >= bestOther) continue;
    bestOther = other;
    best = static_cast<int>(i) + 1;
  }
  return best;
}

std::string ChordVocabulary::text() const {
  std::string text;
  for (const Chord& chord : chords_) text += name(chord) + ' ';
  return text + std::string(silenceName);
}

std::optional<ChordVocabulary> ChordVocabulary::parse(std::string_view text) {
  ChordVocabulary vocabulary;
  for (std::size_t blank = text.find(' '); blank != text.npos; blank = text.find(' ')) {
    const auto chord = parseChord(text.substr(0, blank));
    if (!chord || chord->none() || !vocabulary.add(*chord)) return std::nullopt;
    text.remove_prefix(blank + 1);
  }
  return text == silenceName ? std::optional(vocabulary) : std::nullopt;
}

}  // namespace cadenza
