// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/event_feed.h"

#include <utility>

namespace cadenza {
namespace {

// Of three streams one reads gaps.
constexpr int streamsAGap = 3;

}  // namespace

EventFeed::EventFeed(const Corpus& corpus, const TrainingOptions& options, Reading reading)
    : options_(options),
      reading_(reading),
      dealer_(
          corpus, Split::Train, {options.recipe.events().grid, options.recipe.events().pedal},
          options.augment ? PieceDealer::Variation::Augmented : PieceDealer::Variation::AsWritten,
          options.seed),
      streams_(corpus, options.streams, [this](int stream) { return assign(stream); }),
      batch_(options.chunk, options.streams),
      ahead_(options.chunk, options.streams) {}

EventFeed::~EventFeed() {
  if (busy_.valid()) busy_.wait();
}

std::optional<Assignment> EventFeed::assign(int stream) {
  const bool gap = options_.gaps && stream % streamsAGap == streamsAGap - 1;
  return gap ? dealer_.dealGap(options_.chunk) : dealer_.deal();
}

void EventFeed::readAhead() {
  beforeAhead_ = {dealer_.state(), streams_.cursors()};
  busy_ = std::async(std::launch::async, [this] { streams_.next(ahead_); });
}

const EventBatch& EventFeed::next() {
  if (reading_ == Reading::OnDemand) {
    streams_.next(batch_);
    return batch_;
  }
  if (!busy_.valid()) readAhead();
  busy_.get();
  std::swap(batch_, ahead_);
  readAhead();
  return batch_;
}

EventFeed::Cursor EventFeed::cursor() const {
  if (busy_.valid()) return beforeAhead_;
  return {dealer_.state(), streams_.cursors()};
}

void EventFeed::restore(const Cursor& cursor) {
  if (busy_.valid()) busy_.get();
  dealer_.restore(cursor.dealer);
  streams_.restore(cursor.streams);
}

}  // namespace cadenza
