// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <variant>
#include <vector>

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
  /// Of Classic A: how much faster its frames are written (and a seed heard) than those it learned
  /// from; 0.1 to 10. The original wrote frames of 5 a second at 7 or 8: 1.4 or 1.6.
  double tempoFactor = 1.0;
  std::uint64_t randomSeed = 1;
};

/// How a recipe is drawn from where nothing else is wished: ours as ComposeRequest says; the
/// ancestors from all that they think possible, Classic B's pitches at temperature 2.
struct UsualSampling {
  double temperature = 1.0;
  double topP = 0.95;
};
[[nodiscard]] UsualSampling usualSampling(const Recipe& recipe);

/// Called while composing, on the composing thread.
struct ComposeProgress {
  double fraction = 0;          ///< of the length wanted, 0 to 1
  std::span<const Note> notes;  ///< all that are finished so far, absolute ticks
};

/// What the two attentions of Classic A looked at when it told its last frame.
struct AttentionMaps {
  std::vector<std::string> frames;  ///< the chords of that window, see name(Chord)
  /// Row i: the shares of what frame i looked at, [frames, frames] row-major.
  std::array<std::vector<float>, 2> shares;
};

/// What was composed: notes and pedal at absolute ticks of the seed's score, from `range.begin` on.
struct Composition {
  ScoreItems material;
  TickRange range;         ///< where the new music lies
  std::size_t events = 0;  ///< steps of the network
  bool stopped = false;    ///< ended early by the stop token; what was done is here
  std::optional<AttentionMaps> attention{};  ///< of Classic A
};

/// A model made ready to compose. Immutable: any number of threads may compose at once.
class Composer {
 public:
  /// Fails with UnsupportedFile when the checkpoint lacks something that its recipe needs.
  [[nodiscard]] static Result<std::shared_ptr<const Composer>> create(Checkpoint checkpoint);
  ~Composer();

  [[nodiscard]] const Recipe& recipe() const;
  [[nodiscard]] const ModelInfo& info() const;

  /// Composes; blocks. Every note is inside the key, ends inside `range` or at its end, and no two
  /// notes of one pitch overlap. A rest of more than four seconds is broken off by a note. Where
  /// notes are counted, Classic A ends without them all when they take more than a second each.
  /// Fails with InvalidArgument; a faithful Classic A also with UnsupportedFile where its original
  /// crashed: at a chord of the seed that it never met, and when it draws class 0.
  ///
  /// What is heard of the seed: ours and Classic B hear up to 2,000 notes, faithful Classic B the
  /// last 25 (zeros where there are fewer). Classic A hears the window of frames before `from`; of
  /// a seed of one note it hears silence and that note in the last frame, and where there is no
  /// seed chords drawn at random, as the original did. These first frames are not written.
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
