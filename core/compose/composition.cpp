// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/composition.h"

#include <algorithm>
#include <iterator>

namespace cadenza {
namespace {

int pedalAt(const Score& score, Tick tick) {
  const auto& pedal = score.pedal();
  const auto next = std::upper_bound(pedal.begin(), pedal.end(), tick,
                                     [](Tick t, const PedalChange& c) { return t < c.tick; });
  return next == pedal.begin() ? 0 : (next - 1)->value;
}

// The notes of `notes` that are not in `others`, as often as they are more.
std::vector<Note> without(std::vector<Note> notes, std::vector<Note> others) {
  std::sort(notes.begin(), notes.end());
  std::sort(others.begin(), others.end());
  std::vector<Note> left;
  std::ranges::set_difference(notes, others, std::back_inserter(left));
  return left;
}

// Music without pedal keeps what is there; but a pedal that would stay down from before the range
// for good is up in it.
void keepPedal(const Score& score, TickRange range, ScoreEdit& edit) {
  const auto& pedal = score.pedal();
  if (pedal.empty() || pedal.back().tick >= range.begin || !pedal.back().isDown()) return;
  edit.added.pedal.push_back({range.begin, 0});
  edit.added.pedal.push_back({range.end, pedal.back().value});
}

// The pedal of the range is that of the material, if it has any; at its end it is as it was.
void changePedal(const Score& score, const Composition& composition, ScoreEdit& edit) {
  const TickRange range = composition.range;
  if (composition.material.pedal.empty()) return keepPedal(score, range, edit);
  int before = 0;
  for (const PedalChange& change : score.pedal()) {
    if (change.tick < range.begin) before = change.value;
    if (range.contains(change.tick)) edit.removed.pedal.push_back(change);
  }
  for (const PedalChange& change : composition.material.pedal) {
    if (!range.contains(change.tick)) continue;
    edit.added.pedal.push_back(change);
    before = change.value;
  }
  if (edit.added.pedal == edit.removed.pedal) {
    edit.added.pedal.clear();
    edit.removed.pedal.clear();
    return;
  }
  const int after = pedalAt(score, range.end);
  const bool saysItself = std::ranges::any_of(
      score.pedal(), [&](const PedalChange& change) { return change.tick == range.end; });
  if ((after >= 64) != (before >= 64) && !saysItself) {
    edit.added.pedal.push_back({range.end, static_cast<std::uint8_t>(after)});
  }
}

}  // namespace

ScoreEdit acceptance(const Score& score, const Composition& composition) {
  const TickRange range = composition.range;
  ScoreEdit edit;
  std::vector<Note> locked;
  for (const Note& note : score.notesAround(range)) {
    if (note.locked) locked.push_back(note);
  }
  const auto meetsLocked = [&](const Note& note) {
    return std::ranges::any_of(locked, [&](const Note& other) {
      return other.pitch == note.pitch && other.onset < note.end() && note.onset < other.end();
    });
  };
  std::vector<Note> there;
  std::ranges::remove_copy_if(score.notesStartingIn(range), std::back_inserter(there),
                              &Note::locked);
  std::vector<Note> coming = composition.staying;
  coming.insert(coming.end(), composition.material.notes.begin(), composition.material.notes.end());
  std::erase_if(coming, meetsLocked);
  edit.removed.notes = without(there, coming);
  edit.added.notes = without(coming, there);
  changePedal(score, composition, edit);
  return score.completed(std::move(edit));
}

}  // namespace cadenza
