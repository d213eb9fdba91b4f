// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "core/corpus/corpus.h"
#include "core/encode/note_triples.h"

namespace cadenza {

/// Writes `triple` as the network reads it: (pitch / 128, step, duration).
void writeInput(const NoteTriple& triple, float* input);

/// A chunk of notes of several pieces side by side, or of windows. Arrays are row-major.
struct TripleBatch {
  std::int64_t steps = 0;
  std::int64_t streams = 0;
  std::vector<float> inputs;        ///< [steps, streams, 3]; zeros before a piece begins
  std::vector<std::int64_t> pitch;  ///< of targets: [steps, streams], or [streams] for windows
  std::vector<float> step, duration, weight;  ///< likewise
  std::vector<float> carries;                 ///< [streams]: 0 where a new piece begins
  std::size_t notes = 0;                      ///< targets
};

/// Reads pieces in several streams side by side, each note from the one before; the first from
/// zeros. A stream whose piece has ended rests until the next chunk and then takes the next piece.
class TripleStreams {
 public:
  /// Answers the number of the next piece, or nothing when all have been read.
  using Supply = std::function<std::optional<std::size_t>()>;

  /// `corpus` must outlive the object.
  TripleStreams(const Corpus& corpus, std::int64_t streams, Supply supply);

  /// Fills the next `steps`; false when nothing is left.
  bool next(std::int64_t steps, TripleBatch& batch);

  /// Where a stream stands, to go on from later.
  struct Cursor {
    bool active = false;
    std::size_t piece = 0;
    std::size_t position = 0;
  };
  [[nodiscard]] std::vector<Cursor> cursors() const;
  /// Takes the first of `cursors`, as many as there are streams.
  void restore(const std::vector<Cursor>& cursors);

 private:
  struct Stream {
    Cursor cursor;
    std::vector<NoteTriple> notes;
  };
  void fill(Stream& stream, std::int64_t column, TripleBatch& batch);

  const Corpus& corpus_;
  std::vector<Stream> streams_;
  Supply supply_;
};

/// The pieces of a split that have notes.
[[nodiscard]] std::vector<std::size_t> piecesWithNotes(const Corpus& corpus, Split split);

/// Supplies every piece of a split once, longest first.
[[nodiscard]] TripleStreams::Supply eachPieceOnce(const Corpus& corpus, Split split);

/// The windows of faithful Classic B: the notes of all pieces one behind the other, windows across
/// their borders too, mixed once, so that each epoch has the same batches in the same order; what
/// does not fill a batch is left out.
class TripleWindows {
 public:
  TripleWindows(const Corpus& corpus, int window, std::uint64_t seed);

  /// Windows, one for each note that has a whole window before it.
  [[nodiscard]] std::size_t size() const { return order_.size(); }
  /// Fills `batch` with the next `count` windows; at most `size` of them.
  void next(std::size_t count, TripleBatch& batch);
  /// Windows dealt in this epoch.
  [[nodiscard]] std::size_t dealt() const { return dealt_; }
  void restore(std::size_t dealt) { dealt_ = dealt; }

 private:
  std::size_t window_;
  std::vector<NoteTriple> notes_;
  std::vector<std::uint32_t> order_;  // of the notes before which a window lies, less the window
  std::size_t dealt_ = 0;
};

/// Fills `batch` with windows of `notes` that end before each of `targets`, zeros before the first.
void fillWindows(std::span<const NoteTriple> notes, std::span<const std::size_t> targets,
                 std::size_t window, TripleBatch& batch);

}  // namespace cadenza
