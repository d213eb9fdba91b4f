// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/chord_windows.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "core/base/random.h"

namespace cadenza {
namespace {

constexpr std::size_t songsAtATime = 16;

template <class T>
void mix(std::vector<T>& items, Random random) {
  for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[random.below(i)]);
}

}  // namespace

void addWindow(const FrameClasses& frames, std::size_t last, int window, int silence,
               ChordBatch& batch) {
  const auto length = static_cast<std::size_t>(window);
  const std::size_t known = std::min(last + 1, length);
  batch.windows.insert(batch.windows.end(), length - known, silence);
  for (std::size_t i = last + 1 - known; i <= last; ++i) batch.windows.push_back(frames[i]);
  batch.targets.push_back(frames[last + 1]);
}

ChordWindows::ChordWindows(std::vector<FrameClasses> pieces, int window, int silence,
                           std::uint64_t seed)
    : pieces_(std::move(pieces)), window_(window), silence_(silence), seed_(seed) {
  std::erase_if(pieces_, [](const FrameClasses& frames) { return frames.size() < 2; });
  for (const FrameClasses& frames : pieces_) size_ += frames.size() - 1;
  startEpoch();
}

void ChordWindows::startEpoch() {
  dealt_ = 0;
  nextSong_ = 0;
  order_.resize(pieces_.size());
  std::iota(order_.begin(), order_.end(), std::size_t{0});
  mix(order_, Random(seed_ * 1'000'003 + epoch_));
  startSongs();
}

void ChordWindows::startSongs() {
  places_.clear();
  nextPlace_ = 0;
  const std::size_t first = nextSong_;
  nextSong_ = std::min(first + songsAtATime, order_.size());
  for (std::size_t i = first; i < nextSong_; ++i) {
    const std::size_t piece = order_[i];
    for (std::size_t frame = 0; frame + 1 < pieces_[piece].size(); ++frame) {
      places_.push_back({piece, frame});
    }
  }
  mix(places_, Random((seed_ * 1'000'003 + epoch_) * 1'000'003 + first + 1));
}

void ChordWindows::next(std::size_t most, ChordBatch& batch) {
  batch.windows.clear();
  batch.targets.clear();
  if (dealt_ == size_) {
    ++epoch_;
    startEpoch();
  }
  if (nextPlace_ == places_.size()) startSongs();
  const std::size_t end = std::min(nextPlace_ + most, places_.size());
  for (; nextPlace_ < end; ++nextPlace_) {
    const Place& place = places_[nextPlace_];
    addWindow(pieces_[place.piece], place.frame, window_, silence_, batch);
  }
  dealt_ += batch.count();
}

void ChordWindows::restore(const Cursor& cursor) {
  epoch_ = cursor.epoch;
  startEpoch();
  std::size_t left = std::min(cursor.dealt, size_);
  while (left > places_.size()) {
    left -= places_.size();
    startSongs();
  }
  nextPlace_ = left;
  dealt_ = cursor.dealt;
}

}  // namespace cadenza
