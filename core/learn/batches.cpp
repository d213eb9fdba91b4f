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

Assignment wholePiece(std::size_t piece, const EncodeOptions& options) {
  Assignment assignment;
  assignment.piece = piece;
  assignment.options = options;
  return assignment;
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
  for (auto* field : {&shift, &action, &velocity, &since, &until, &density, &gap, &nextShift,
                      &nextAction, &nextVelocity, &nextSince, &nextUntil}) {
    field->assign(cells, 0);
  }
  keys.assign(cells * pianoKeyCount, 0.0f);
  ages.assign(cells * pianoKeyCount, 0.0f);
  pedal.assign(cells, 0.0f);
  allowed.assign(cells * actionCount, 0);
  weight.assign(cells, 0.0f);
  velocityWeight.assign(cells, 0.0f);
  carries.assign(static_cast<std::size_t>(streams), 1.0f);
  reported.assign(static_cast<std::size_t>(streams), 1.0f);
}

void EventBatch::count(int step, int stream, bool scored, bool isNote) {
  if (!scored) return;
  const auto at = static_cast<std::size_t>(step * streams + stream);
  weight[at] = 1.0f;
  ++events;
  if (!isNote) return;
  velocityWeight[at] = 1.0f;
  ++notes;
  if (reported[static_cast<std::size_t>(stream)] > 0) ++reportedNotes;
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
    if (const auto assignment = supply_(stream)) {
      current.assignment = *assignment;
      current.reader =
          std::make_unique<PieceReader>(corpus_.pieces()[assignment->piece], *assignment);
    }
  }
  const bool whole = current.assignment.telling != Assignment::Telling::Gap;
  batch.reported[static_cast<std::size_t>(stream)] = whole ? 1.0f : 0.0f;
  for (int step = 0; step < batch.steps; ++step) {
    if (current.reader && !current.reader->done()) {
      current.reader->read(batch, step, stream);
    } else {
      writePadding(batch, step, stream);
    }
  }
}

bool EventStreams::anyActive() const {
  return std::any_of(streams_.begin(), streams_.end(),
                     [](const Stream& s) { return s.reader && !s.reader->done(); });
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
                                                  cursors[i].assignment);
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
  Assignment assignment = wholePiece(piece, varied(corpus_.pieces()[piece]));
  assignment.tellsDensity = flip();
  return assignment;
}

Assignment PieceDealer::dealGap(int chunk) {
  const std::size_t piece = order_[random_.below(order_.size())];
  Assignment assignment = wholePiece(piece, varied(corpus_.pieces()[piece]));
  assignment.tellsDensity = flip();
  if (corpus_.pieces()[piece].notes.size() < 4) return assignment;
  assignment.telling = Assignment::Telling::Gap;
  // What follows must be told within the reach of a gradient, or its use is never learned; long
  // ones show what the reach of the state is for.
  const bool fitsAChunk = random_.below(4) != 0;
  const auto notes = static_cast<std::size_t>(std::max(6, chunk / 2));
  assignment.cut =
      randomGap(corpus_.pieces()[piece],
                fitsAChunk ? GapSizes{notes / 3, notes / 3, notes / 3} : GapSizes{}, random_);
  return assignment;
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

GapCut randomGap(const CorpusPiece& piece, GapSizes sizes, Random& random) {
  const auto count = piece.notes.size();
  const auto drawn = [&](std::size_t most) {
    const std::size_t least = std::max<std::size_t>(1, most / 4);
    return std::min(least + random.below(most - least + 1), count / 3);
  };
  const std::size_t before = drawn(sizes.before);
  const std::size_t middle = drawn(sizes.middle);
  const std::size_t after = drawn(sizes.after);
  const std::size_t first = random.below(count - before - middle - after + 1);
  const auto onset = [&](std::size_t note) {
    return note < count ? piece.notes[note].onset : piece.notes.back().end();
  };
  GapCut cut{onset(first), onset(first + before), onset(first + before + middle),
             onset(first + before + middle + after)};
  cut.until = std::max(cut.until, cut.from + 1);
  cut.end = std::max(cut.end, cut.until + 1);
  return cut;
}

EventStreams::Supply onceThrough(const Corpus& corpus, Split split, const EncodeOptions& options) {
  auto pieces = piecesOf(corpus, split);
  std::stable_sort(pieces.begin(), pieces.end(), [&](std::size_t a, std::size_t b) {
    return corpus.pieces()[a].notes.size() > corpus.pieces()[b].notes.size();
  });
  return [pieces, options, next = std::size_t{0}](int) mutable -> std::optional<Assignment> {
    if (next == pieces.size()) return std::nullopt;
    return wholePiece(pieces[next++], options);
  };
}

}  // namespace cadenza
