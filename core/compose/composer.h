// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <variant>

#include "core/base/result.h"
#include "core/model/checkpoint.h"
#include "core/score/key.h"
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
using ComposeLength = std::variant<Bars, Seconds, NoteCount>;

/// What is wanted of a composition. The same request and model give the same notes, always.
struct ComposeRequest {
  /// What the music goes on from, with its tempo and meter; may be empty ("from nothing").
  Score seed;
  /// Where new music begins; notes of the seed from there on are not heard by the model. Without
  /// it, at the end of the seed (rounded up to the grid; to the bar when length is in bars).
  std::optional<Tick> from;
  ComposeLength length = Bars{8};
  double temperature = 1.0;  ///< 0.1 to 2; lower is safer, higher more surprising
  double topP = 0.95;        ///< share of probability that is drawn from, 0.05 to 1
  std::optional<Key> key;    ///< only notes of this key
  std::uint64_t randomSeed = 1;
};

/// Called while composing, on the composing thread.
struct ComposeProgress {
  double fraction = 0;          ///< of the length wanted, 0 to 1
  std::span<const Note> notes;  ///< all that are finished so far, absolute ticks
};

/// What was composed: notes and pedal at absolute ticks of the seed's score, from `range.begin` on.
struct Composition {
  ScoreItems material;
  TickRange range;         ///< where the new music lies
  std::size_t events = 0;  ///< steps of the network
  bool stopped = false;    ///< ended early by the stop token; what was done is here
};

/// A model made ready to compose. Immutable: any number of threads may compose at once.
class Composer {
 public:
  /// Fails with UnsupportedFile when the recipe is not one that composes.
  [[nodiscard]] static Result<std::shared_ptr<const Composer>> create(Checkpoint checkpoint);
  ~Composer();

  [[nodiscard]] const Recipe& recipe() const;
  [[nodiscard]] const ModelInfo& info() const;

  /// Composes; blocks. Every note is inside the key, ends inside `range` or at its end, and no two
  /// notes of one pitch overlap. Fails with InvalidArgument.
  [[nodiscard]] Result<Composition> compose(
      const ComposeRequest& request,
      const std::function<void(const ComposeProgress&)>& progress = {},
      std::stop_token stop = {}) const;

 private:
  struct Parts;
  explicit Composer(std::unique_ptr<const Parts> parts);
  std::unique_ptr<const Parts> parts_;
};

}  // namespace cadenza
