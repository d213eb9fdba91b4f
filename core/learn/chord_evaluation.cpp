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
  std::size_t windows = 0;

  void add(const ChordNetwork& network, const ChordBatch& batch) {
    const auto count = static_cast<std::int64_t>(batch.count());
    const Tensor inputs = torch::tensor(batch.windows).view({count, network.recipe().window});
    const Tensor targets = torch::tensor(batch.targets).to(network.device());
    const Tensor logits = network.read(inputs.to(network.device()), 0).logits;
    const Tensor logProbability = torch::log_softmax(logits, 1);
    nats += torch::nll_loss(logProbability, targets, {}, at::Reduction::Sum).item<double>();
    entropy -= (logProbability * logProbability.exp()).sum().item<double>();
    windows += batch.count();
  }
};

Evaluation evaluationOf(const Sums& sums, const HeldOut& read, int classes) {
  const auto windows = static_cast<double>(sums.windows);
  const double notes =
      windows / static_cast<double>(read.windows) * static_cast<double>(read.notes);
  Evaluation evaluation;
  evaluation.pieces = read.pieces.size();
  evaluation.notes = static_cast<std::size_t>(std::lround(notes));
  evaluation.events = sums.windows;
  evaluation.heads = {{sums.nats / windows, 0, 0}};
  evaluation.natsPerEvent = sums.nats / windows;
  evaluation.natsPerNote = sums.nats / std::max(1.0, notes);
  evaluation.entropy = sums.entropy / windows;
  evaluation.guessLoss = std::log(classes);
  return evaluation;
}

}  // namespace

Result<Evaluation> evaluateChords(const ChordNetwork& network, const ChordVocabulary& chords,
                                  const Corpus& corpus, Split split, EvaluationExtent extent,
                                  const std::function<void(double)>& progress,
                                  std::stop_token stop) {
  torch::NoGradGuard guard;
  const auto read = readSplit(network.recipe(), chords, corpus, split);
  if (!read) return read.error();
  const std::size_t most = static_cast<std::size_t>(extent.mostChunks) * batchWindows;
  const std::size_t wanted = std::min(read->windows, most);
  Sums sums;
  ChordBatch batch;
  const auto score = [&] {
    sums.add(network, batch);
    batch = {};
    if (progress) progress(static_cast<double>(sums.windows) / static_cast<double>(wanted));
  };
  std::size_t passed = 0;  // windows; every (windows / wanted)th of them is scored
  for (const FrameClasses& frames : read->pieces) {
    for (std::size_t frame = 0; frame + 1 < frames.size(); ++frame, ++passed) {
      if (passed * wanted / read->windows == (passed + 1) * wanted / read->windows) continue;
      addWindow(frames, frame, network.recipe().window, chords.silence(), batch);
      if (batch.count() == batchWindows) score();
      if (stop.stop_requested()) return Error{ErrorCode::Cancelled, "The evaluation was stopped."};
    }
  }
  if (batch.count() > 0) score();
  return evaluationOf(sums, *read, chords.classes());
}

}  // namespace cadenza
