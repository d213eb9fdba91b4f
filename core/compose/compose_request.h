// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "core/base/result.h"
#include "core/compose/limits.h"
#include "core/model/recipe.h"
#include "core/score/score.h"

namespace cadenza {

struct Bars {
  int count = 8;
};
struct Seconds {
  double count = 30;
};
struct NoteCount {
  int count = 200;
};
/// On and on, until it is stopped; for CompositionStream.
struct Endless {};
using ComposeLength = std::variant<Bars, Seconds, NoteCount, Endless>;

/// How the model is drawn from; may change while it composes.
struct Controls {
  double temperature = 1.0;  ///< 0.1 to 2; lower is safer, higher more surprising
  double topP = 0.95;        ///< share of probability that is drawn from, 0.05 to 1
  /// How many notes are wanted, a level from 0 to 7 (see densityOf); a hint, that only models with
  /// Abilities::density take.
  std::optional<int> density;
  Limits limits;

  bool operator==(const Controls&) const = default;
};

/// Notes that are to be thought again, the rest of the piece staying as it is.
struct Rethinking {
  std::vector<Note> notes;  ///< of the seed
  /// How much of them: the share of their onsets that is drawn (by the random seed) to be composed
  /// anew while the others stay; above 0 to 1. At 1 all of them go and new notes may begin anywhere
  /// in the range, else only where one that went had sounded, and of ours no more than went there.
  double strength = 1;
};

/// What is wanted of a composition. The same request and model give the same notes, always.
struct ComposeRequest {
  /// The piece, with its tempo and meter; may be empty ("from nothing"). The model hears what
  /// begins before `from`, and what begins from `until` on. What sounds on into the new range stays
  /// and is counted by the limits. Of what begins inside, only locked notes (and, when rethinking,
  /// those that stay) are heard and kept; the rest gives way.
  Score seed;
  /// Where new music begins. Without it, at the end of the seed (rounded up to the grid; to the bar
  /// when length is in bars).
  std::optional<Tick> from;
  /// Where a gap closes: the new music ends exactly here, and what follows is heard by models with
  /// Abilities::hearsWhatFollows. Takes the place of `length`; needs `from`.
  std::optional<Tick> until;
  ComposeLength length = Bars{8};
  /// Vary: needs `from` and `until`, which hold the onsets of all of its notes.
  std::optional<Rethinking> rethinking;
  Controls controls;
  /// Of Classic A: how much faster its frames are written (and a seed heard) than those it learned
  /// from; 0.1 to 10. The original wrote frames of 5 a second at 7 or 8: 1.4 or 1.6.
  double tempoFactor = 1.0;
  std::uint64_t randomSeed = 1;
};

/// A request that thinks `notes` of `seed` again: from the first onset to the last end.
[[nodiscard]] ComposeRequest varying(Score seed, std::vector<Note> notes, double strength);

/// What a recipe's models can be told.
struct Abilities {
  bool density = false;           ///< Controls::density
  bool hearsWhatFollows = false;  ///< what stands behind a gap
  bool velocity = false;          ///< its notes differ in loudness
  bool tempoFactor = false;       ///< ComposeRequest::tempoFactor
};
[[nodiscard]] Abilities abilitiesOf(const Recipe& recipe);

/// How a recipe is drawn from where nothing else is wished: ours as Controls says; the ancestors
/// from all that they think possible, Classic B's pitches at temperature 2.
struct UsualSampling {
  double temperature = 1.0;
  double topP = 0.95;
};
[[nodiscard]] UsualSampling usualSampling(const Recipe& recipe);

/// What makes no sense in a request to a model of `recipe`, as an InvalidArgument, if anything.
[[nodiscard]] std::optional<Error> faultOf(const ComposeRequest& request, const Recipe& recipe);

}  // namespace cadenza
