// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/schedule.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace cadenza {
namespace {

// What stands first at one instant: keys come up, the pedal moves, keys go down.
int rank(const MidiMessage& message) {
  if (message.isNoteOff()) return 0;
  return message.isNoteOn() ? 2 : 1;
}

// Each note with the moment when its key is let go: a key that is struck again while it is down is
// let go first, and notes that begin together on one key are one stroke.
std::vector<Note> strokes(const std::vector<Note>& notes) {
  std::vector<Note> result;
  result.reserve(notes.size());
  constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::array<std::size_t, 256> lastOnKey;
  lastOnKey.fill(none);
  for (const Note& note : notes) {
    std::size_t& last = lastOnKey[note.pitch];
    if (last != none && result[last].onset == note.onset) {
      result[last].duration = std::max(result[last].duration, note.duration);
      result[last].velocity = std::max(result[last].velocity, note.velocity);
      continue;
    }
    if (last != none && result[last].end() > note.onset) {
      result[last].duration = note.onset - result[last].onset;
    }
    last = result.size();
    result.push_back(note);
  }
  return result;
}

}  // namespace

Schedule makeSchedule(const Score& score) {
  Schedule schedule;
  schedule.tempo = score.tempo();
  schedule.end = score.end();
  schedule.messages.reserve(2 * score.notes().size() + score.pedal().size());
  for (const Note& note : strokes(score.notes())) {
    schedule.messages.push_back({0, note.onset, MidiMessage::noteOn(note.pitch, note.velocity)});
    schedule.messages.push_back({0, note.end(), MidiMessage::noteOff(note.pitch)});
  }
  for (const PedalChange& change : score.pedal()) {
    schedule.messages.push_back({0, change.tick, MidiMessage::pedal(change.value)});
  }
  for (TimedMessage& timed : schedule.messages) {
    timed.seconds = schedule.tempo.secondsAt(timed.tick);
  }
  std::stable_sort(schedule.messages.begin(), schedule.messages.end(),
                   [](const TimedMessage& a, const TimedMessage& b) {
                     return std::tuple(a.tick, rank(a.message)) <
                            std::tuple(b.tick, rank(b.message));
                   });
  return schedule;
}

}  // namespace cadenza
