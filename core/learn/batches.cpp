// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/batches.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace cadenza {
namespace {

std::vector<std::size_t> piecesOf(const Corpus& corpus, Split split) {
  std::vector<std::size_t> indices;
  for (std::size_t i = 0; i < corpus.pieces().size(); ++i) {
    if (corpus.pieces()[i].split == split) indices.push_back(i);
  }
  return indices;
}

void writePadding(EventBatch& batch, int step, int stream) {
  const auto at = static_cast<std::size_t>(step * batch.streams + stream);
  batch.velocity[at] = velocityCount;
  std::fill_n(batch.allowed.begin() + static_cast<std::ptrdiff_t>(at * actionCount), actionCount,
              std::uint8_t{1});
}

}  // namespace

EventBatch::EventBatch(int stepCount, int streamCount) : steps(stepCount), streams(streamCount) {
  const auto cells = static_cast<std::size_t>(steps * streams);
  for (auto* field : {&shift, &action, &velocity, &since, &until, &nextShift, &nextAction,
                      &nextVelocity, &nextSince, &nextUntil}) {
    field->assign(cells, 0);
  }
  keys.assign(cells * pianoKeyCount, 0.0f);
  pedal.assign(cells, 0.0f);
  allowed.assign(cells * actionCount, 0);
  weight.assign(cells, 0.0f);
  velocityWeight.assign(cells, 0.0f);
  carries.assign(static_cast<std::size_t>(streams), 1.0f);
}

PieceReader::PieceReader(const CorpusPiece& piece, const EncodeOptions& options)
    : options_(options),
      clock_(options.grid, MeterMap({piece.meter.begin(), piece.meter.end()})),
      keyboard_(options.pedal) {
  const Score score = piece.score();
  EncodedScore encoded = encodeNoteEvents(score, options);
  events_ = std::move(encoded.events);
  clock_ = BarClock(options.grid, score.meter(), encoded.origin);
  keyboard_.apply(events_.front());
}

void PieceReader::skip() {
  const Event& next = events_[++position_];
  unit_ += shiftUnits(options_.grid, next.shift);
  keyboard_.apply(next);
}

void PieceReader::read(EventBatch& batch, int step, int stream) {
  const auto at = static_cast<std::size_t>(step * batch.streams + stream);
  const Event& last = events_[position_];
  const Event& next = events_[position_ + 1];
  batch.shift[at] = last.shift;
  batch.action[at] = last.action;
  batch.velocity[at] = isNoteOn(last.action) ? last.velocity : velocityCount;
  const BarPlace here = clock_.placeAt(unit_);
  batch.since[at] = here.sinceStart;
  batch.until[at] = here.untilEnd;
  for (std::size_t key = 0; key < pianoKeyCount; ++key) {
    batch.keys[at * pianoKeyCount + key] = keyboard_.keys()[key] ? 1.0f : 0.0f;
  }
  batch.pedal[at] = keyboard_.pedal() ? 1.0f : 0.0f;
  for (int act = 0; act < actionCount; ++act) {
    batch.allowed[at * actionCount + static_cast<std::size_t>(act)] =
        keyboard_.allows(next.shift, act) ? 1 : 0;
  }
  const BarPlace there = clock_.placeAt(unit_ + shiftUnits(options_.grid, next.shift));
  batch.nextShift[at] = next.shift;
  batch.nextAction[at] = next.action;
  batch.nextVelocity[at] = next.velocity;
  batch.nextSince[at] = there.sinceStart;
  batch.nextUntil[at] = there.untilEnd;
  batch.weight[at] = 1.0f;
  batch.velocityWeight[at] = isNoteOn(next.action) ? 1.0f : 0.0f;
  ++batch.events;
  batch.notes += isNoteOn(next.action) ? 1 : 0;
  skip();
}

EventStreams::EventStreams(const Corpus& corpus, int streams, Supply supply)
    : corpus_(corpus), streams_(static_cast<std::size_t>(streams)), supply_(std::move(supply)) {}

bool EventStreams::next(EventBatch& batch) {
  batch = EventBatch(batch.steps, batch.streams);
  for (int stream = 0; stream < batch.streams; ++stream) fillStream(batch, stream);
  return batch.events > 0;
}

void EventStreams::fillStream(EventBatch& batch, int stream) {
  Stream& current = streams_[static_cast<std::size_t>(stream)];
  if (current.reader && current.reader->done()) current.reader.reset();
  if (!current.reader) {
    batch.carries[static_cast<std::size_t>(stream)] = 0.0f;
    if (const auto assignment = supply_()) {
      current.assignment = *assignment;
      current.reader =
          std::make_unique<PieceReader>(corpus_.pieces()[assignment->piece], assignment->options);
    }
  }
  for (int step = 0; step < batch.steps; ++step) {
    if (current.reader && !current.reader->done()) {
      current.reader->read(batch, step, stream);
    } else {
      writePadding(batch, step, stream);
    }
  }
}

std::vector<EventStreams::Cursor> EventStreams::cursors() const {
  std::vector<Cursor> cursors;
  for (const Stream& stream : streams_) {
    cursors.push_back({stream.reader != nullptr, stream.assignment,
                       stream.reader ? stream.reader->position() : 0});
  }
  return cursors;
}

void EventStreams::restore(const std::vector<Cursor>& cursors) {
  for (std::size_t i = 0; i < streams_.size() && i < cursors.size(); ++i) {
    Stream& stream = streams_[i];
    stream = {cursors[i].assignment, nullptr};
    if (!cursors[i].active) continue;
    stream.reader = std::make_unique<PieceReader>(corpus_.pieces()[cursors[i].assignment.piece],
                                                  cursors[i].assignment.options);
    while (!stream.reader->done() && stream.reader->position() < cursors[i].position) {
      stream.reader->skip();
    }
  }
}

PieceDealer::PieceDealer(const Corpus& corpus, Split split, EncodeOptions options,
                         Variation variation, std::uint64_t seed)
    : corpus_(corpus),
      options_(options),
      variation_(variation),
      seed_(seed),
      random_(seed),
      order_(piecesOf(corpus, split)) {
  shuffle();
}

// The order of an epoch depends on the seed and the epoch alone, so that a cursor restores it.
void PieceDealer::shuffle() {
  if (order_.empty()) return;
  std::sort(order_.begin(), order_.end());
  Random random(seed_ * 1'000'003 + dealt_ / order_.size());
  for (std::size_t i = order_.size(); i > 1; --i) std::swap(order_[i - 1], order_[random.below(i)]);
}

Assignment PieceDealer::deal() {
  if (dealt_ > 0 && dealt_ % order_.size() == 0) shuffle();
  const std::size_t piece = order_[dealt_++ % order_.size()];
  return {piece, varied(corpus_.pieces()[piece])};
}

void PieceDealer::restore(const State& state) {
  dealt_ = state.dealt > 0 ? state.dealt - 1 : 0;
  shuffle();
  dealt_ = state.dealt;
  random_.setState(state.random);
}

EncodeOptions PieceDealer::varied(const CorpusPiece& piece) {
  EncodeOptions options = options_;
  if (variation_ == Variation::AsWritten) return options;
  int lowest = lowestPianoPitch;
  int highest = highestPianoPitch;
  if (!piece.notes.empty()) {
    const auto [low, high] =
        std::minmax_element(piece.notes.begin(), piece.notes.end(),
                            [](const Note& a, const Note& b) { return a.pitch < b.pitch; });
    lowest = low->pitch;
    highest = high->pitch;
  }
  const int down = std::clamp(lowest - lowestPianoPitch, 0, 5);
  const int up = std::clamp(highestPianoPitch - highest, 0, 6);
  options.transpose =
      static_cast<int>(random_.below(static_cast<std::uint64_t>(down + up + 1))) - down;
  const double stretch = 0.95 + 0.1 * random_.uniform();
  if (options.grid == Grid::Performance) options.stretch = stretch;
  options.velocityShift = static_cast<int>(random_.below(17)) - 8;
  return options;
}

EventStreams::Supply onceThrough(const Corpus& corpus, Split split, const EncodeOptions& options) {
  auto pieces = piecesOf(corpus, split);
  std::stable_sort(pieces.begin(), pieces.end(), [&](std::size_t a, std::size_t b) {
    return corpus.pieces()[a].notes.size() > corpus.pieces()[b].notes.size();
  });
  return [pieces, options, next = std::size_t{0}]() mutable -> std::optional<Assignment> {
    if (next == pieces.size()) return std::nullopt;
    return Assignment{pieces[next++], options};
  };
}

}  // namespace cadenza
