// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "core/base/random.h"
#include "core/corpus/corpus.h"
#include "core/learn/piece_reader.h"

namespace cadenza {

/// A chunk of `steps` events of `streams` pieces side by side, as a network reads it. Arrays are
/// [steps, streams] row-major unless said otherwise. Inputs are the event before and the state that
/// it left; targets are the event that follows. Where a stream has run out, weight is 0.
struct EventBatch {
  EventBatch(int steps, int streams);

  int steps;
  int streams;
  std::vector<std::int64_t> shift, action, velocity, since, until;  // inputs
  std::vector<std::int64_t> density, gap;                           // inputs, see guidance.h
  std::vector<std::int64_t> nextShift, nextAction, nextVelocity;    // targets
  std::vector<std::int64_t> nextSince, nextUntil;  // place in the bar once the shift has passed
  std::vector<float> keys;                         // [steps, streams, 88], 1 = down
  std::vector<float> ages;                         // likewise, KeyboardState::age
  std::vector<float> pedal;
  std::vector<std::uint8_t> allowed;  // [steps, streams, actionCount]
  std::vector<float> weight;          // 1, or 0 for padding and what is not scored
  std::vector<float> velocityWeight;  // likewise where the target is a note-on, else 0
  std::vector<float> carries;         // [streams]: 0 where a new piece begins
  std::vector<float> reported;        // [streams]: 1 where whole pieces are read, 0 for gaps
  std::size_t events = 0;             // scored
  std::size_t notes = 0;
  std::size_t reportedNotes = 0;  // of streams that are reported

  /// Takes note of a target that was written; `scored` tells whether its loss counts.
  void count(int step, int stream, bool scored, bool isNote);
};

/// Reads pieces in several streams side by side. A stream whose piece has ended rests until the
/// next chunk and then takes the next piece.
class EventStreams {
 public:
  /// Answers the next piece for that stream, or nothing when all have been read.
  using Supply = std::function<std::optional<Assignment>(int stream)>;

  /// `corpus` must outlive the object.
  EventStreams(const Corpus& corpus, int streams, Supply supply);

  /// Fills the next chunk; false (and an empty chunk) when nothing is left.
  bool next(EventBatch& batch);

  /// Whether any stream has events left of the piece that it reads.
  [[nodiscard]] bool anyActive() const;

  /// Where every stream stands, to go on from later.
  struct Cursor {
    bool active = false;
    Assignment assignment;
    std::size_t position = 0;
  };
  [[nodiscard]] std::vector<Cursor> cursors() const;
  void restore(const std::vector<Cursor>& cursors);

 private:
  struct Stream {
    Assignment assignment;
    std::unique_ptr<PieceReader> reader;
  };
  void fillStream(EventBatch& batch, int stream);

  const Corpus& corpus_;
  std::vector<Stream> streams_;
  Supply supply_;
};

/// Deals the pieces of a split in a new random order each epoch, varied when `augment` is on:
/// transposed by -5 to +6 semitones as far as the piano reaches, on the Performance grid stretched
/// by 0.95 to 1.05 in time, made louder or softer by up to 8. Every second piece is told with its
/// density. Gaps are cut from pieces drawn at random.
class PieceDealer {
 public:
  enum class Variation { AsWritten, Augmented };

  PieceDealer(const Corpus& corpus, Split split, EncodeOptions options, Variation variation,
              std::uint64_t seed);

  [[nodiscard]] Assignment deal();
  /// Three of four gaps fit with all their parts into a chunk of so many events.
  [[nodiscard]] Assignment dealGap(int chunk);
  [[nodiscard]] bool empty() const { return order_.empty(); }
  [[nodiscard]] std::size_t piecesDealt() const { return dealt_; }
  [[nodiscard]] std::size_t piecesAnEpoch() const { return order_.size(); }

  struct State {
    std::size_t dealt = 0;
    Random::State random{};
  };
  [[nodiscard]] State state() const { return {dealt_, random_.state()}; }
  void restore(const State& state);

 private:
  void shuffle();
  [[nodiscard]] EncodeOptions varied(const CorpusPiece& piece);
  [[nodiscard]] bool flip() { return random_.below(2) == 0; }

  const Corpus& corpus_;
  EncodeOptions options_;
  Variation variation_;
  std::uint64_t seed_;
  Random random_;
  std::vector<std::size_t> order_;
  std::size_t dealt_ = 0;
};

/// The most notes in each part of a gap; the least are a quarter of them.
struct GapSizes {
  std::size_t before = 128, middle = 96, after = 96;
};

/// A gap somewhere in a piece of at least four notes; no part has more than a third of its notes.
[[nodiscard]] GapCut randomGap(const CorpusPiece& piece, GapSizes sizes, Random& random);

/// Supplies every piece of a split once, longest first, as it is written.
[[nodiscard]] EventStreams::Supply onceThrough(const Corpus& corpus, Split split,
                                               const EncodeOptions& options);

}  // namespace cadenza
