// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/evaluation.h"

#include <algorithm>
#include <cmath>

namespace cadenza {
namespace {

constexpr int evaluationStreams = 64;
constexpr int evaluationChunk = 128;

}  // namespace

Result<Evaluation> evaluateNetwork(EventNetwork& network, const Corpus& corpus, Split split,
                                   EvaluationExtent extent,
                                   const std::function<void(double)>& progress,
                                   std::stop_token stop) {
  torch::NoGradGuard guard;
  Evaluation evaluation;
  std::size_t totalNotes = 0;
  for (const CorpusPiece& piece : corpus.pieces()) {
    if (piece.split != split) continue;
    ++evaluation.pieces;
    totalNotes += piece.notes.size();
  }
  if (evaluation.pieces == 0) {
    return Error{ErrorCode::EmptyCorpus,
                 "There is no piece in the " + std::string(name(split)) + " part of this corpus."};
  }
  const int streams = std::min(evaluationStreams, static_cast<int>(evaluation.pieces));
  const EncodeOptions options{network.recipe().grid, network.recipe().pedal};
  EventStreams source(corpus, streams, onceThrough(corpus, split, options));
  EventBatch batch(evaluationChunk, streams);
  auto state = network.initialState(streams);
  double entropy = 0;
  torch::Tensor sums = torch::zeros({3}, torch::kFloat64);
  for (int chunk = 0; chunk < extent.mostChunks && source.next(batch); ++chunk) {
    if (stop.stop_requested()) return Error{ErrorCode::Cancelled, "The evaluation was stopped."};
    const auto losses = network.losses(batch, state, 0.0);
    sums += losses.heads.to(torch::kCPU, torch::kFloat64);
    entropy += losses.entropy.item<double>();
    evaluation.events += batch.events;
    evaluation.notes += batch.notes;
    if (progress) {
      progress(static_cast<double>(evaluation.notes) /
               static_cast<double>(std::max<std::size_t>(1, totalNotes)));
    }
  }
  const double notes = static_cast<double>(std::max<std::size_t>(1, evaluation.notes));
  const double* nats = sums.data_ptr<double>();
  const auto events = static_cast<double>(std::max<std::size_t>(1, evaluation.events));
  evaluation.heads = {{nats[0] / notes, nats[1] / notes, nats[2] / notes}};
  evaluation.natsPerEvent = evaluation.loss() * notes / events;
  evaluation.natsPerNote = evaluation.loss();
  evaluation.entropy = entropy / events;
  evaluation.guessLoss =
      events / notes * (std::log(shiftCount) + std::log(actionCount)) + std::log(velocityCount);
  return evaluation;
}

}  // namespace cadenza
