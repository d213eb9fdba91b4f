// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/chord_evaluation.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace cadenza {
namespace {

using torch::Tensor;

constexpr std::size_t batchWindows = 256;

struct HeldOut {
  std::vector<FrameClasses> pieces;
  std::size_t windows = 0;
  std::size_t notes = 0;
};

Result<HeldOut> readSplit(const ChordRecipe& recipe, const ChordVocabulary& chords,
                          const Corpus& corpus, Split split) {
  HeldOut read;
  for (const CorpusPiece& piece : corpus.pieces()) {
    if (piece.split != split) continue;
    const auto frames = chordFrames(piece.score(), recipe.framesPerSecond);
    FrameClasses classes;
    for (const Chord& chord : frames) {
      const auto known = chords.find(chord);
      if (!known && recipe.faithful) {
        return Error{ErrorCode::InvalidArgument,
                     std::string(piece.file) + " has the chord " + name(chord) +
                         ", which this model never met: like the original it can't read it. Train "
                         "without the original's faults to score other pieces."};
      }
      classes.push_back(known ? *known : chords.nearest(chord));
    }
    read.windows += classes.empty() ? 0 : classes.size() - 1;
    read.notes += piece.notes.size();
    read.pieces.push_back(std::move(classes));
  }
  if (read.windows == 0) {
    return Error{ErrorCode::EmptyCorpus,
                 "There is no piece in the " + std::string(name(split)) + " part of this corpus."};
  }
  return read;
}

// Sums over windows.
struct Sums {
  double nats = 0;
  double entropy = 0;

  void add(const Tensor& logits, const Tensor& targets) {
    const Tensor logProbability = torch::log_softmax(logits, 1);
    nats += torch::nll_loss(logProbability, targets, {}, at::Reduction::Sum).item<double>();
    entropy -= (logProbability * logProbability.exp()).sum().item<double>();
  }
};

}  // namespace

FrameClasses classesOf(const CorpusPiece& piece, const ChordVocabulary& chords,
                       double framesPerSecond) {
  FrameClasses classes;
  for (const Chord& chord : chordFrames(piece.score(), framesPerSecond)) {
    classes.push_back(chords.nearest(chord));
  }
  return classes;
}

Result<Evaluation> evaluateChords(const ChordNetwork& network, const ChordVocabulary& chords,
                                  const Corpus& corpus, Split split, EvaluationExtent extent,
                                  const std::function<void(double)>& progress,
                                  std::stop_token stop) {
  torch::NoGradGuard guard;
  const ChordRecipe& recipe = network.recipe();
  const auto read = readSplit(recipe, chords, corpus, split);
  if (!read) return read.error();
  const std::size_t most = static_cast<std::size_t>(extent.mostChunks) * batchWindows;
  const std::size_t wanted = std::min(read->windows, most);
  Evaluation evaluation;
  evaluation.pieces = read->pieces.size();
  Sums sums;
  ChordBatch batch;
  const auto score = [&] {
    const auto count = static_cast<std::int64_t>(batch.count());
    const Tensor windows = torch::tensor(batch.windows).view({count, recipe.window});
    sums.add(network.read(windows.to(network.device()), 0).logits,
             torch::tensor(batch.targets).to(network.device()));
    evaluation.events += batch.count();
    batch = {};
    if (progress) progress(static_cast<double>(evaluation.events) / static_cast<double>(wanted));
  };
  std::size_t passed = 0;  // windows; every (windows / wanted)th of them is scored
  for (const FrameClasses& frames : read->pieces) {
    for (std::size_t frame = 0; frame + 1 < frames.size(); ++frame, ++passed) {
      if (passed * wanted / read->windows == (passed + 1) * wanted / read->windows) continue;
      addWindow(frames, frame, recipe.window, chords.silence(), batch);
      if (batch.count() == batchWindows) score();
      if (stop.stop_requested()) return Error{ErrorCode::Cancelled, "The evaluation was stopped."};
    }
  }
  if (batch.count() > 0) score();
  const auto events = static_cast<double>(evaluation.events);
  const double share = events / static_cast<double>(read->windows);
  evaluation.notes =
      static_cast<std::size_t>(std::lround(share * static_cast<double>(read->notes)));
  evaluation.heads = {{sums.nats / events, 0, 0}};
  evaluation.natsPerEvent = sums.nats / events;
  evaluation.natsPerNote =
      sums.nats / static_cast<double>(std::max<std::size_t>(1, evaluation.notes));
  evaluation.entropy = sums.entropy / events;
  return evaluation;
}

}  // namespace cadenza
