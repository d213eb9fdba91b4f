// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/recording.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "core/score/pedal_edits.h"

namespace cadenza {
namespace {

constexpr Tick shortestNote = ticksPerQuarter / 32;

struct PlacedMessage {
  Tick tick = 0;
  MidiMessage message;
};

struct Take {
  std::vector<Note> notes;
  std::vector<PedalChange> pedal;
};

// Joins keys going down and coming up. The keys that are still down are let go at the end.
class NoteCollector {
 public:
  // A clock that is smoothed may lag a little; time does not go back.
  void take(PlacedMessage placed) {
    placed.tick = latest_ = std::max(latest_, placed.tick);
    const MidiMessage& message = placed.message;
    if (message.isPedal()) return movePedal(placed);
    if (!message.isNoteOn() && !message.isNoteOff()) return;
    release(message.data1, placed.tick);
    if (message.isNoteOn()) down_[message.data1] = {{placed.tick, message.data2}};
  }

  Take finish(Tick end) {
    for (std::size_t pitch = 0; pitch < down_.size(); ++pitch) {
      release(static_cast<std::uint8_t>(pitch), end);
    }
    std::sort(take_.notes.begin(), take_.notes.end());
    return std::move(take_);
  }

 private:
  void release(std::uint8_t pitch, Tick tick) {
    const auto stroke = std::exchange(down_[pitch], std::nullopt);
    if (!stroke) return;
    const auto [onset, velocity] = *stroke;
    take_.notes.push_back({onset, std::max(tick - onset, shortestNote), pitch, velocity});
  }

  void movePedal(const PlacedMessage& placed) {
    auto& pedal = take_.pedal;
    const std::uint8_t now = pedal.empty() ? 0 : pedal.back().value;
    if (placed.message.data2 == now) return;
    appendPedal(pedal, {placed.tick, placed.message.data2});
    const std::uint8_t before = pedal.size() < 2 ? 0 : pedal[pedal.size() - 2].value;
    if (pedal.back().value == before && !pedal.back().repedals) pedal.pop_back();
  }

  std::array<std::optional<std::pair<Tick, std::uint8_t>>, 128> down_{};
  Take take_;
  Tick latest_ = 0;
};

Take collected(std::span<const PlacedMessage> messages, Tick end) {
  NoteCollector collector;
  for (const PlacedMessage& placed : messages) collector.take(placed);
  return collector.finish(end);
}

// The inputs of one round of a loop, or all where nothing loops.
struct Round {
  int number = 0;
  std::vector<PlacedMessage> messages;
};

std::vector<Round> roundsOf(std::span<const PlayedInput> inputs) {
  std::vector<Round> rounds;
  for (const PlayedInput& input : inputs) {
    if (!input.place || input.place->early > longestAnticipation) continue;
    if (rounds.empty() || rounds.back().number != input.place->round) {
      rounds.push_back({input.place->round, {}});
    }
    rounds.back().messages.push_back({input.place->tick, input.message});
  }
  return rounds;
}

void keepWithin(const TickRange& range, Take& take) {
  std::erase_if(take.notes, [&](const Note& note) { return !range.contains(note.onset); });
  for (Note& note : take.notes) note.duration = std::min(note.duration, range.end - note.onset);
  std::erase_if(take.pedal, [&](const PedalChange& p) { return !range.contains(p.tick); });
}

// Pedal that was played, in place of what stood in the range; after it all is as it was.
void replacePedal(const Score& score, const TickRange& range,
                  const std::vector<PedalChange>& played, ScoreEdit& edit) {
  std::vector<PedalChange>& added = edit.added.pedal;
  for (const PedalChange& change : score.pedal()) {
    if (range.contains(change.tick)) edit.removed.pedal.push_back(change);
  }
  const bool beginsPlayed = !played.empty() && played.front().tick == range.begin;
  const bool wasDown = range.begin > 0 && pedalAt(score.pedal(), range.begin - 1) > 0;
  if (wasDown && !beginsPlayed) added.push_back({range.begin, 0});
  added.insert(added.end(), played.begin(), played.end());
  const std::uint8_t left = added.empty() ? std::uint8_t{0} : added.back().value;
  const std::uint8_t after = pedalAt(score.pedal(), range.end);
  const bool changesThere =
      std::any_of(score.pedal().begin(), score.pedal().end(),
                  [&](const PedalChange& change) { return change.tick == range.end; });
  if (left != after && !changesThere) added.push_back({range.end, after});
}

void removeNotes(const Score& score, const TickRange& range, ScoreEdit& edit) {
  for (const Note& note : score.notesStartingIn(range)) {
    if (!note.locked) edit.removed.notes.push_back(note);
  }
}

}  // namespace

ScoreEdit recordingEdit(const Score& score, std::span<const PlayedInput> inputs,
                        const RecordingRange& range, RecordingMode mode) {
  const std::vector<Round> rounds = roundsOf(inputs);
  const Tick roundEnd = range.punch ? range.punch->end : range.end;
  Take all;
  for (const Round& round : rounds) {
    const bool last = round.number >= range.lastRound;
    const Tick end = std::max(last ? range.end : roundEnd, round.messages.back().tick);
    Take take = collected(round.messages, end);
    if (range.punch) keepWithin(*range.punch, take);
    if (mode == RecordingMode::Replace && !take.notes.empty()) {
      const Tick from = range.punch ? range.punch->begin : range.begin;
      std::erase_if(all.notes, [&](const Note& n) { return n.onset >= from && n.onset < end; });
    }
    all.notes.insert(all.notes.end(), take.notes.begin(), take.notes.end());
    if (!take.pedal.empty()) all.pedal = take.pedal;
  }

  ScoreEdit edit;
  if (all.notes.empty() && all.pedal.empty()) return edit;
  std::sort(all.notes.begin(), all.notes.end());
  edit.added.notes = std::move(all.notes);
  // More than one round has gone over all of the loop.
  const bool wentRound = !rounds.empty() && rounds.front().number < range.lastRound;
  TickRange covered{range.begin, wentRound ? std::max(roundEnd, range.end) : range.end};
  if (range.punch) {
    covered.begin = wentRound ? range.punch->begin : std::max(covered.begin, range.punch->begin);
    covered.end = std::min(covered.end, range.punch->end);
  }
  if (!all.pedal.empty()) covered.end = std::max(covered.end, all.pedal.back().tick + 1);
  if (mode == RecordingMode::Replace) removeNotes(score, covered, edit);
  if (!all.pedal.empty() || mode == RecordingMode::Replace) {
    replacePedal(score, covered, all.pedal, edit);
  }
  return score.completed(std::move(edit));
}

namespace {

// The last run of playing that went along with the music, or all that did not.
std::vector<PlayedInput> justPlayed(std::span<const PlayedInput> inputs) {
  const auto lastNote = std::find_if(inputs.rbegin(), inputs.rend(), [](const PlayedInput& input) {
    return input.message.isNoteOn();
  });
  if (lastNote == inputs.rend()) return {};
  std::vector<PlayedInput> chosen;
  for (const PlayedInput& input : inputs) {
    const bool sameKind = lastNote->place
                              ? input.place && input.place->round == lastNote->place->round
                              : !input.place;
    if (sameKind) chosen.push_back(input);
  }
  return chosen;
}

std::vector<PlacedMessage> laidFrom(Tick at, const TempoMap& tempo,
                                    std::span<const PlayedInput> inputs) {
  constexpr double longestPause = 10;
  constexpr double shrunkPause = 2;
  const auto first = std::find_if(inputs.begin(), inputs.end(), [](const PlayedInput& input) {
    return input.message.isNoteOn() || (input.message.isPedal() && input.message.data2 > 0);
  });
  std::vector<PlacedMessage> placed;
  double seconds = tempo.secondsAt(at);
  double before = first == inputs.end() ? 0 : first->seconds;
  for (auto input = first; input != inputs.end(); ++input) {
    const double pause = std::max(input->seconds - before, 0.0);
    seconds += pause > longestPause ? shrunkPause : pause;
    before = input->seconds;
    placed.push_back({std::clamp(tempo.tickAt(seconds), at, maxTick), input->message});
  }
  return placed;
}

}  // namespace

ScoreEdit justPlayedEdit(const Score& score, std::span<const PlayedInput> inputs, Tick at) {
  const std::vector<PlayedInput> chosen = justPlayed(inputs);
  std::vector<PlacedMessage> placed;
  if (chosen.empty()) return {};
  if (chosen.back().place) {
    for (const Round& round : roundsOf(chosen)) {
      placed.insert(placed.end(), round.messages.begin(), round.messages.end());
    }
  } else {
    placed = laidFrom(at, score.tempo(), chosen);
  }
  if (placed.empty()) return {};
  Take take = collected(placed, placed.back().tick);
  if (take.notes.empty()) return {};
  ScoreEdit edit;
  edit.added.notes = std::move(take.notes);
  if (!take.pedal.empty()) {
    const TickRange range{placed.front().tick, placed.back().tick + 1};
    replacePedal(score, range, take.pedal, edit);
  }
  return score.completed(std::move(edit));
}

}  // namespace cadenza
