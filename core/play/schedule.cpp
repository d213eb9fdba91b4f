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

void addNotes(Schedule& schedule, const Score& score) {
  schedule.messages.reserve(2 * score.notes().size() + score.pedal().size());
  for (const Note& note : strokes(score.notes())) {
    schedule.messages.push_back({0, note.onset, MidiMessage::noteOn(note.pitch, note.velocity)});
    schedule.messages.push_back({0, note.end(), MidiMessage::noteOff(note.pitch)});
  }
  for (const PedalChange& change : score.pedal()) {
    schedule.messages.push_back({0, change.tick, MidiMessage::pedal(change.value)});
  }
}

void addClicks(Schedule& schedule, const Score& score) {
  constexpr int accent = 110;
  constexpr int plain = 80;
  TickRange bar = score.meter().barAround(0);
  while (bar.begin < score.end()) {
    const Tick beat = score.meter().signatureAt(bar.begin).beatLength();
    for (Tick tick = bar.begin; tick < std::min(bar.end, score.end()); tick += beat) {
      const bool first = tick == bar.begin;
      const int key = first ? Clicks::accentKey : Clicks::beatKey;
      const auto strike = MidiMessage::noteOn(key, first ? accent : plain);
      schedule.messages.push_back({0, tick, strike.onChannel(Clicks::channel)});
      schedule.messages.push_back(
          {0, tick + beat / 2, MidiMessage::noteOff(key).onChannel(Clicks::channel)});
    }
    bar = score.meter().barAround(bar.end);
  }
}

// An empty schedule that is to be filled and then put in order.
Schedule begunFor(const Score& score) { return {{}, score.tempo(), score.end()}; }

void putInOrder(Schedule& schedule) {
  for (TimedMessage& timed : schedule.messages) {
    timed.seconds = schedule.tempo.secondsAt(timed.tick);
  }
  std::stable_sort(schedule.messages.begin(), schedule.messages.end(),
                   [](const TimedMessage& a, const TimedMessage& b) {
                     return std::tuple(a.tick, rank(a.message)) <
                            std::tuple(b.tick, rank(b.message));
                   });
}

}  // namespace

Schedule makeSchedule(const Score& score) {
  Schedule schedule = begunFor(score);
  addNotes(schedule, score);
  putInOrder(schedule);
  return schedule;
}

Schedule makeScheduleWithClicks(const Score& score) {
  Schedule schedule = begunFor(score);
  addNotes(schedule, score);
  addClicks(schedule, score);
  putInOrder(schedule);
  return schedule;
}

}  // namespace cadenza
