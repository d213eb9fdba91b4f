// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <iterator>
#include <optional>
#include <vector>

#include "core/base/random.h"
#include "core/score/edits.h"
#include "core/score/pedal_edits.h"
#include "core/score/phrasing.h"
#include "core/score/place_edits.h"
#include "core/score/tempo_edits.h"
#include "core/score/timing.h"
#include "core/score/velocity_edits.h"
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

/// An edit of pedal, tempo, markers or time signatures.
[[nodiscard]] inline ScoreEdit randomPlaceEdit(const Score& score, Random& random) {
  const auto tick = [&] { return static_cast<Tick>(random.below(9'000)); };
  const Tick at = tick();
  const TickRange range{at, at + 1 + tick()};
  const double tempo = 30 + 200 * random.uniform();
  const auto markers = score.markers();
  const std::optional<TickRange> block = pedalBlockAt(score.pedal(), at);
  const std::function<ScoreEdit()> edits[] = {
      [&] { return setPedalDown(score, range); },
      [&] { return liftPedal(score, range); },
      [&] { return block ? movePedalBlock(score, *block, tick() - 4'000) : ScoreEdit(); },
      [&] { return block ? resizePedalBlock(score, *block, range) : ScoreEdit(); },
      [&] { return addTempo(score, at, tempo); },
      [&] { return moveTempo(score, score.tempo().changeAt(at).tick, tick(), tempo); },
      [&] { return removeTempo(score, score.tempo().changeAt(at).tick); },
      [&] { return setTempoAround(score, at, tempo); },
      [&] {
        return rampTempo(score, {range, tempo, 30 + 200 * random.uniform(), 480});
      },
      [&] { return addMarker(score, at, "B"); },
      [&] { return markers.empty() ? ScoreEdit() : renameMarker(score, markers.front(), "C"); },
      [&] { return markers.empty() ? ScoreEdit() : moveMarker(score, markers.back(), tick()); },
      [&] { return markers.empty() ? ScoreEdit() : removeMarker(markers.front()); },
      [&] {
        return setTimeSignature(score, {at, static_cast<std::uint8_t>(1 + random.below(7)), 8});
      },
      [&] { return removeTimeSignature(score, score.meter().signatureAt(at).tick); },
  };
  return edits[random.below(std::size(edits))]();
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
      [&] { return randomPlaceEdit(score, random); },
      [&] { return randomPlaceEdit(score, random); },
      [&] { return randomPlaceEdit(score, random); },
      [&] {
        return strokeVelocities(notes, {between(0, 2'000), between(1, 127), between(2'000, 8'000),
                                        between(1, 127), VelocityShape::Curve});
      },
      [&] { return scaleVelocities(notes, 2 * random.uniform()); },
  };
  return edits[random.below(std::size(edits))]();
}

}  // namespace cadenza::test
