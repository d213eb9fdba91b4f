// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "core/corpus/corpus.h"
#include "core/encode/chord_frames.h"

namespace cadenza {

/// The frames of a piece as classes.
using FrameClasses = std::vector<int>;

/// Windows of frames and the frame that follows each, as classes.
struct ChordBatch {
  std::vector<std::int64_t> windows;  ///< [count, window]
  std::vector<std::int64_t> targets;  ///< [count]
  [[nodiscard]] std::size_t count() const { return targets.size(); }
};

/// Adds the window that ends with frame `last` of `frames`, filled up with `silence` before the
/// piece begins; `last` + 1 is its target.
void addWindow(const FrameClasses& frames, std::size_t last, int window, int silence,
               ChordBatch& batch);

/// Deals every window of the pieces once an epoch, as Classic A's original did: sixteen songs at a
/// time, drawn anew each epoch, and the windows of these mixed. All follows from the seed and the
/// cursor.
class ChordWindows {
 public:
  /// Pieces of fewer than two frames are passed over; `silence` is that class.
  ChordWindows(std::vector<FrameClasses> pieces, int window, int silence, std::uint64_t seed);

  /// Windows an epoch.
  [[nodiscard]] std::size_t size() const { return size_; }
  /// Windows dealt in this epoch.
  [[nodiscard]] std::size_t dealt() const { return dealt_; }
  /// Fills `batch` with up to `most` windows of the same songs. There must be some.
  void next(std::size_t most, ChordBatch& batch);

  struct Cursor {
    std::size_t epoch = 0;
    std::size_t dealt = 0;
  };
  [[nodiscard]] Cursor cursor() const { return {epoch_, dealt_}; }
  void restore(const Cursor& cursor);

 private:
  struct Place {
    std::size_t piece;
    std::size_t frame;
  };
  void startEpoch();
  void startSongs();

  std::vector<FrameClasses> pieces_;
  int window_;
  int silence_;
  std::uint64_t seed_;
  std::size_t size_ = 0;
  std::size_t epoch_ = 0;
  std::size_t dealt_ = 0;
  std::vector<std::size_t> order_;  // of the pieces, in this epoch
  std::size_t nextSong_ = 0;
  std::vector<Place> places_;  // of the present songs, mixed
  std::size_t nextPlace_ = 0;
};

}  // namespace cadenza
