// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/schedule.h"

#include <algorithm>
#include <array>
#include <cmath>
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
}

// So long the pedal is up where it re-pedals: an instrument has time to let its dampers fall.
constexpr double repedalSeconds = 0.008;

void addPedal(Schedule& schedule, const Score& score) {
  const std::vector<PedalChange>& pedal = score.pedal();
  for (std::size_t i = 0; i < pedal.size(); ++i) {
    Tick tick = pedal[i].tick;
    if (pedal[i].repedals) {
      schedule.messages.push_back({0, tick, MidiMessage::pedal(0)});
      const Tick next = i + 1 < pedal.size() ? pedal[i + 1].tick : maxTick;
      const double pressed = score.tempo().secondsAt(tick) + repedalSeconds;
      tick = std::min(std::max(score.tempo().tickAt(pressed), tick + 1), std::max(next, tick));
    }
    schedule.messages.push_back({0, tick, MidiMessage::pedal(pedal[i].value)});
  }
}

// A stroke of the metronome; let go by the message that follows it.
MidiMessage click(const ClickSound& sound, bool first) {
  constexpr double loudest = 127;
  constexpr double plain = 0.72;  // of an accent
  const bool accented = first && sound.accent;
  const double velocity = loudest * std::clamp(sound.volume, 0.0, 1.0) * (accented ? 1 : plain);
  return MidiMessage::noteOn(accented ? Clicks::accentKey : Clicks::beatKey,
                             std::max(static_cast<int>(std::lround(velocity)), 1))
      .onChannel(Clicks::channel);
}

MidiMessage endOf(const MidiMessage& click) {
  return MidiMessage::noteOff(click.data1).onChannel(Clicks::channel);
}

void addClicks(Schedule& schedule, const Score& score, const ClickSound& sound, Tick from) {
  TickRange bar = score.meter().barAround(from);
  while (bar.begin < schedule.end) {
    const Tick beat = score.meter().signatureAt(bar.begin).beatLength();
    for (Tick tick = bar.begin; tick < std::min(bar.end, schedule.end); tick += beat) {
      const MidiMessage stroke = click(sound, tick == bar.begin);
      schedule.messages.push_back({0, tick, stroke});
      schedule.messages.push_back({0, tick + beat / 2, endOf(stroke)});
    }
    bar = score.meter().barAround(bar.end);
  }
}

void addClock(Schedule& schedule, Tick from) {
  constexpr Tick interval = ticksPerQuarter / 24;
  for (Tick tick = from / interval * interval; tick < schedule.end; tick += interval) {
    schedule.messages.push_back({0, tick, MidiMessage::clock()});
  }
}

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

Schedule makeSchedule(const Score& score, const ScheduleOptions& options) {
  Schedule schedule{
      {}, score.tempo(), std::max(score.end(), options.until), options.clock, options.hold};
  addNotes(schedule, score);
  addPedal(schedule, score);
  if (options.clicks) addClicks(schedule, score, *options.clicks, options.from);
  if (options.clock) addClock(schedule, options.from);
  putInOrder(schedule);
  return schedule;
}

int CountIn::beatAt(double secondsBefore) const {
  if (secondsBefore <= 0 || beatSeconds <= 0) return 0;
  constexpr double tiny = 1e-6;  // the click itself belongs to its beat
  const auto passed = static_cast<int>(std::floor((seconds - secondsBefore) / beatSeconds + tiny));
  return (firstBeat + std::max(passed, 0)) % beatsPerBar + 1;
}

CountIn makeCountIn(const Score& score, Tick start, int bars, const ClickSound& sound) {
  CountIn countIn;
  const TickRange bar = score.meter().barAround(start);
  const Tick beat = score.meter().signatureAt(start).beatLength();
  const Tick barLength = bar.end - bar.begin;
  // As long as the first beat of the music; a tempo that changes before the start is not followed.
  const double tick = score.tempo().secondsAt(start + 1) - score.tempo().secondsAt(start);
  const double beatSeconds = tick * beat;
  const auto beats = static_cast<int>(std::max<Tick>(bars, 0) * barLength / beat);
  const auto beatsIntoBar = static_cast<int>((start - bar.begin) / beat);
  const int beatsPerBar = std::max(static_cast<int>(barLength / beat), 1);
  countIn.beatSeconds = beatSeconds;
  countIn.beatsPerBar = beatsPerBar;
  countIn.firstBeat = (beatsIntoBar + beats * beatsPerBar - beats) % beatsPerBar;
  for (int i = 0; i < beats; ++i) {
    const MidiMessage stroke = click(sound, (countIn.firstBeat + i) % beatsPerBar == 0);
    countIn.clicks.push_back({i * beatSeconds, 0, stroke});
    countIn.clicks.push_back({(i + 0.5) * beatSeconds, 0, endOf(stroke)});
  }
  countIn.seconds = beats * beatSeconds;
  return countIn;
}

}  // namespace cadenza
