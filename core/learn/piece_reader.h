// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/corpus/corpus.h"
#include "core/encode/guidance.h"

namespace cadenza {

struct EventBatch;

/// A part of a piece that is told as a gap: prefix [begin, from), middle [from, until), suffix
/// [until, end).
struct GapCut {
  Tick begin = 0, from = 0, until = 0, end = 0;
};

/// A piece and how it is to be read.
struct Assignment {
  /// Whole: the piece from start to end. Gap: as core/encode/guidance.h has it. Prefix: prefix and
  /// middle of a gap as if it went on, nothing told. Of the last two only the middle is scored
  /// when `scored` says so: what begins before the gap's last moment.
  enum class Telling : std::uint8_t { Whole, Gap, Prefix };
  enum class Scored : std::uint8_t { All, Middle };

  std::size_t piece = 0;  ///< index into Corpus::pieces
  EncodeOptions options;
  bool tellsDensity = false;
  Telling telling = Telling::Whole;
  Scored scored = Scored::All;
  GapCut cut;  ///< of Gap and Prefix
};

/// One piece read event by event into a column of batches. A value.
class PieceReader {
 public:
  PieceReader(const CorpusPiece& piece, const Assignment& assignment);

  [[nodiscard]] bool done() const { return passage_ == passages_.size(); }
  /// Events read so far.
  [[nodiscard]] std::size_t position() const { return position_; }
  /// Takes one event without writing it anywhere.
  void skip();
  /// Writes the next input and target to row `step`, column `stream`; not when done.
  void read(EventBatch& batch, int step, int stream);

 private:
  struct Passage {
    std::vector<Event> events;
    BarClock clock;
    std::vector<Guidance> guidance;  // of each event
    std::vector<bool> scored;        // of each event, as a target
  };
  [[nodiscard]] Passage passageOf(const Score& score, Closing closing) const;
  void tellGap(const Score& score, Tick origin, const GapCut& cut, Passage& passage) const;
  void tellDensity(Passage& passage) const;
  void enter(std::size_t passage);

  Assignment assignment_;
  std::vector<Passage> passages_;
  std::size_t passage_ = 0;
  std::size_t at_ = 0;  // in the passage
  KeyboardState keyboard_;
  std::int64_t unit_ = 0;
  std::size_t position_ = 0;
};

}  // namespace cadenza
