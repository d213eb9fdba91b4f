// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/triple_streams.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "core/base/random.h"

namespace cadenza {
namespace {

constexpr std::size_t fields = 3;
constexpr float pitchScale = 1.0f / 128;

void clear(TripleBatch& batch, std::int64_t steps, std::int64_t streams, std::int64_t targets) {
  const auto count = static_cast<std::size_t>(targets);
  batch.steps = steps;
  batch.streams = streams;
  batch.inputs.assign(static_cast<std::size_t>(steps * streams) * fields, 0);
  batch.pitch.assign(count, 0);
  batch.step.assign(count, 0);
  batch.duration.assign(count, 0);
  batch.weight.assign(count, 0);
  batch.carries.assign(static_cast<std::size_t>(streams), 1);
  batch.notes = 0;
}

void setTarget(const NoteTriple& triple, std::size_t place, TripleBatch& batch) {
  batch.pitch[place] = triple.pitch;
  batch.step[place] = triple.step;
  batch.duration[place] = triple.duration;
  batch.weight[place] = 1;
  ++batch.notes;
}

}  // namespace

void writeInput(const NoteTriple& triple, float* input) {
  input[0] = static_cast<float>(triple.pitch) * pitchScale;
  input[1] = triple.step;
  input[2] = triple.duration;
}

TripleStreams::TripleStreams(const Corpus& corpus, std::int64_t streams, Supply supply)
    : corpus_(corpus), streams_(static_cast<std::size_t>(streams)), supply_(std::move(supply)) {}

bool TripleStreams::next(std::int64_t steps, TripleBatch& batch) {
  const auto count = static_cast<std::int64_t>(streams_.size());
  clear(batch, steps, count, steps * count);
  for (std::int64_t column = 0; column < count; ++column) {
    fill(streams_[static_cast<std::size_t>(column)], column, batch);
  }
  return batch.notes > 0;
}

void TripleStreams::fill(Stream& stream, std::int64_t column, TripleBatch& batch) {
  Cursor& cursor = stream.cursor;
  if (!cursor.active) {
    batch.carries[static_cast<std::size_t>(column)] = 0;
    const auto piece = supply_();
    if (!piece) return;
    cursor = {true, *piece, 0};
    stream.notes = noteTriples(corpus_.pieces()[*piece].score());
  }
  for (std::int64_t step = 0; step < batch.steps && cursor.position < stream.notes.size(); ++step) {
    const auto place = static_cast<std::size_t>(step * batch.streams + column);
    if (cursor.position > 0) {
      writeInput(stream.notes[cursor.position - 1], &batch.inputs[place * fields]);
    }
    setTarget(stream.notes[cursor.position++], place, batch);
  }
  if (cursor.position == stream.notes.size()) cursor.active = false;
}

std::vector<TripleStreams::Cursor> TripleStreams::cursors() const {
  std::vector<Cursor> cursors;
  for (const Stream& stream : streams_) cursors.push_back(stream.cursor);
  return cursors;
}

void TripleStreams::restore(const std::vector<Cursor>& cursors) {
  for (std::size_t i = 0; i < streams_.size(); ++i) {
    streams_[i].cursor = cursors.at(i);
    if (!cursors[i].active) continue;
    streams_[i].notes = noteTriples(corpus_.pieces().at(cursors[i].piece).score());
  }
}

std::vector<std::size_t> piecesWithNotes(const Corpus& corpus, Split split) {
  std::vector<std::size_t> pieces;
  for (std::size_t i = 0; i < corpus.pieces().size(); ++i) {
    const CorpusPiece& piece = corpus.pieces()[i];
    if (piece.split == split && !piece.notes.empty()) pieces.push_back(i);
  }
  return pieces;
}

TripleStreams::Supply eachPieceOnce(const Corpus& corpus, Split split) {
  auto pieces = piecesWithNotes(corpus, split);
  std::stable_sort(pieces.begin(), pieces.end(), [&](std::size_t a, std::size_t b) {
    return corpus.pieces()[a].notes.size() > corpus.pieces()[b].notes.size();
  });
  return [pieces = std::move(pieces), next = std::size_t{0}]() mutable {
    return next < pieces.size() ? std::optional(pieces[next++]) : std::nullopt;
  };
}

TripleWindows::TripleWindows(const Corpus& corpus, int window, std::uint64_t seed)
    : window_(static_cast<std::size_t>(window)) {
  for (const std::size_t piece : piecesWithNotes(corpus, Split::Train)) {
    const auto notes = noteTriples(corpus.pieces()[piece].score());
    notes_.insert(notes_.end(), notes.begin(), notes.end());
  }
  if (notes_.size() <= window_) return;
  order_.resize(notes_.size() - window_);
  std::iota(order_.begin(), order_.end(), std::uint32_t{0});
  Random random(seed);
  for (std::size_t i = order_.size(); i > 1; --i) std::swap(order_[i - 1], order_[random.below(i)]);
}

void TripleWindows::next(std::size_t count, TripleBatch& batch) {
  if (dealt_ + count > order_.size()) dealt_ = 0;
  std::vector<std::size_t> targets;
  for (std::size_t i = dealt_; i < dealt_ + count; ++i) targets.push_back(order_[i] + window_);
  dealt_ += count;
  fillWindows(notes_, targets, window_, batch);
}

void fillWindows(std::span<const NoteTriple> notes, std::span<const std::size_t> targets,
                 std::size_t window, TripleBatch& batch) {
  const auto streams = static_cast<std::int64_t>(targets.size());
  clear(batch, static_cast<std::int64_t>(window), streams, streams);
  for (std::size_t column = 0; column < targets.size(); ++column) {
    const std::size_t target = targets[column];
    for (std::size_t back = 1; back <= std::min(window, target); ++back) {
      const std::size_t place = (window - back) * targets.size() + column;
      writeInput(notes[target - back], &batch.inputs[place * fields]);
    }
    setTarget(notes[target], column, batch);
  }
}

}  // namespace cadenza
