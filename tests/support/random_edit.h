// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

#include "core/base/random.h"
#include "core/score/edits.h"
#include "core/score/phrasing.h"
#include "core/score/timing.h"
#include "tests/support/random_score.h"

namespace cadenza::test {

/// About a third of the notes.
[[nodiscard]] inline std::vector<Note> someNotes(const Score& score, Random& random) {
  std::vector<Note> chosen;
  for (const Note& note : score.notes()) {
    if (random.below(3) == 0) chosen.push_back(note);
  }
  return chosen;
}

/// Any edit that an editor can ask for, about some of the notes.
[[nodiscard]] inline ScoreEdit randomEdit(const Score& score, Random& random) {
  const std::vector<Note> notes = someNotes(score, random);
  const auto between = [&](int low, int high) {
    return low + static_cast<int>(random.below(static_cast<std::uint64_t>(high - low + 1)));
  };
  const auto ticks = static_cast<Tick>(between(-2'000, 2'000));
  const std::function<ScoreEdit()> edits[] = {
      [&] { return insertNotes(randomScore(random).notes()); },
      [&] { return eraseNotes(notes); },
      [&] { return moveNotes(notes, ticks, between(-24, 24)); },
      [&] { return resizeEnds(notes, ticks, 30); },
      [&] { return resizeStarts(notes, ticks, 30); },
      [&] { return changeVelocities(notes, between(-40, 40)); },
      [&] {
        return transposeInKey(notes, {between(0, 11), Scale::Dorian}, between(0, 1) * 2 - 1);
      },
      [&] { return lockNotes(notes, between(0, 2) == 0); },
      [&] {
        return quantise(
            score.meter(), notes,
            {between(1, 960), random.uniform(), 0.5 + random.uniform() / 4, between(0, 1) == 1});
      },
      [&] {
        return humanise(notes, {between(0, 100), between(0, 30)}, Random(random.next()));
      },
      [&] { return joinNotes(notes); },
      [&] { return splitNotes(notes, static_cast<Tick>(between(0, 8'000))); },
      [&] { return legato(notes, static_cast<Tick>(between(0, 200))); },
      [&] { return removeOverlaps(notes); },
      [&] { return scaleDurations(notes, 0.1 + 4 * random.uniform()); },
      [&] { return stretchNotes(notes, 0.1 + 4 * random.uniform()); },
      [&] {
        const Score other = randomScore(random);
        return insertMaterial({other.notes(), other.pedal(), {}, {}}, 0);
      },
      [&] { return setTempo(score, 40.0 + random.uniform() * 160); },
  };
  return edits[random.below(std::size(edits))]();
}

}  // namespace cadenza::test
