// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/triple_evaluation.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

namespace cadenza {
namespace {

using torch::Tensor;

constexpr std::int64_t evaluationStreams = 64;
constexpr std::int64_t evaluationChunk = 128;
constexpr std::size_t windowsAChunk = 1024;

// Sums over notes.
struct Sums {
  Tensor weighed = torch::zeros({3}, torch::kFloat64);
  Tensor guessed = torch::zeros({3}, torch::kFloat64);
  Tensor plain = torch::zeros({4}, torch::kFloat64);  // surprise, entropy, squared errors
  std::size_t notes = 0;

  void add(const TripleNetwork::Outputs& outputs, const TripleTargets& targets, std::size_t count) {
    weighed += tripleLosses(outputs, targets).to(torch::kCPU, torch::kFloat64);
    const TripleNetwork::Outputs guess{torch::zeros_like(outputs.pitch),
                                       torch::zeros_like(outputs.step),
                                       torch::zeros_like(outputs.duration)};
    guessed += tripleLosses(guess, targets).to(torch::kCPU, torch::kFloat64);
    const Tensor logProbability = torch::log_softmax(outputs.pitch, 1);
    const Tensor surprise = -logProbability.gather(1, targets.pitch.unsqueeze(1)).squeeze(1);
    const Tensor entropy = -(logProbability * logProbability.exp()).sum(1);
    const Tensor& weight = targets.weight;
    plain += torch::stack({surprise.dot(weight), entropy.dot(weight),
                           (outputs.step - targets.step).square().dot(weight),
                           (outputs.duration - targets.duration).square().dot(weight)})
                 .to(torch::kCPU, torch::kFloat64);
    notes += count;
  }

  void writeTo(Evaluation& evaluation) const {
    const auto count = static_cast<double>(std::max<std::size_t>(1, notes));
    const double* heads = weighed.data_ptr<double>();
    const double* sums = plain.data_ptr<double>();
    evaluation.notes = evaluation.events = notes;
    evaluation.heads = {{heads[0] / count, heads[1] / count, heads[2] / count}};
    evaluation.natsPerNote =
        sums[0] / count + codeLength(sums[2] / count) + codeLength(sums[3] / count);
    evaluation.natsPerEvent = evaluation.natsPerNote;
    evaluation.entropy = sums[1] / count;
    evaluation.guessLoss = guessed.sum().item<double>() / count;
  }

 private:
  // Of errors in seconds with that mean square.
  static double codeLength(double meanSquare) {
    constexpr double resolution = 0.01;
    constexpr double smallest = 1e-12;
    return 0.5 * std::log(2 * std::numbers::pi * std::numbers::e * std::max(meanSquare, smallest)) -
           std::log(resolution);
  }
};

class Scoring {
 public:
  Scoring(const TripleNetwork& network, const Corpus& corpus, Split split, std::size_t notes,
          const std::function<void(double)>& progress, const std::stop_token& stop)
      : network_(network),
        corpus_(corpus),
        split_(split),
        notes_(notes),
        progress_(progress),
        stop_(stop) {}

  // Both answer false when stopped.
  bool scoreStreams(std::int64_t streams, int mostChunks) {
    TripleStreams source(corpus_, streams, eachPieceOnce(corpus_, split_));
    TripleBatch batch;
    LstmState state = network_.initialState(streams);
    for (int chunk = 0; chunk < mostChunks && source.next(evaluationChunk, batch); ++chunk) {
      if (stop_.stop_requested()) return false;
      const Tensor carries = torch::tensor(batch.carries).to(network_.device()).unsqueeze(1);
      state = {state.hidden * carries, state.cell * carries};
      score(batch, network_.read(inputsOf(batch, network_.device()), state).flatten(0, 1));
    }
    return true;
  }

  bool scoreWindows(std::size_t window, std::size_t most) {
    const std::size_t wanted = std::min(notes_, most);
    TripleBatch batch;
    std::size_t passed = 0;  // notes; every (notes / wanted)th of them is scored
    for (const std::size_t piece : piecesWithNotes(corpus_, split_)) {
      const auto notes = noteTriples(corpus_.pieces()[piece].score());
      std::vector<std::size_t> targets;
      for (std::size_t i = 0; i < notes.size(); ++i, ++passed) {
        if (passed * wanted / notes_ != (passed + 1) * wanted / notes_) targets.push_back(i);
      }
      for (std::size_t first = 0; first < targets.size(); first += windowsAChunk) {
        if (stop_.stop_requested()) return false;
        const std::size_t count = std::min(windowsAChunk, targets.size() - first);
        fillWindows(notes, std::span(targets).subspan(first, count), window, batch);
        LstmState state = network_.initialState(batch.streams);
        score(batch, network_.read(inputsOf(batch, network_.device()), state)[batch.steps - 1]);
      }
    }
    return true;
  }

  [[nodiscard]] const Sums& sums() const { return sums_; }

 private:
  void score(const TripleBatch& batch, const Tensor& states) {
    sums_.add(network_.outputs(states), targetsOf(batch, network_.device()), batch.notes);
    if (progress_) progress_(static_cast<double>(sums_.notes) / static_cast<double>(notes_));
  }

  const TripleNetwork& network_;
  const Corpus& corpus_;
  Split split_;
  std::size_t notes_;
  const std::function<void(double)>& progress_;
  const std::stop_token& stop_;
  Sums sums_;
};

}  // namespace

Tensor inputsOf(const TripleBatch& batch, torch::Device device) {
  return torch::tensor(batch.inputs).view({batch.steps, batch.streams, 3}).to(device);
}

TripleTargets targetsOf(const TripleBatch& batch, torch::Device device) {
  return {torch::tensor(batch.pitch).to(device), torch::tensor(batch.step).to(device),
          torch::tensor(batch.duration).to(device), torch::tensor(batch.weight).to(device)};
}

Result<Evaluation> evaluateTriples(const TripleNetwork& network, const TripleRecipe& recipe,
                                   const Corpus& corpus, Split split, EvaluationExtent extent,
                                   const std::function<void(double)>& progress,
                                   std::stop_token stop) {
  torch::NoGradGuard guard;
  Evaluation evaluation;
  std::size_t notes = 0;
  for (const std::size_t piece : piecesWithNotes(corpus, split)) {
    ++evaluation.pieces;
    notes += corpus.pieces()[piece].notes.size();
  }
  if (notes == 0) {
    return Error{ErrorCode::EmptyCorpus,
                 "There is no piece in the " + std::string(name(split)) + " part of this corpus."};
  }
  Scoring scoring(network, corpus, split, notes, progress, stop);
  const auto streams = std::min(evaluationStreams, static_cast<std::int64_t>(evaluation.pieces));
  const bool whole =
      recipe.faithful
          ? scoring.scoreWindows(static_cast<std::size_t>(recipe.window),
                                 static_cast<std::size_t>(extent.mostChunks) * windowsAChunk)
          : scoring.scoreStreams(streams, extent.mostChunks);
  if (!whole) return Error{ErrorCode::Cancelled, "The evaluation was stopped."};
  scoring.sums().writeTo(evaluation);
  return evaluation;
}

}  // namespace cadenza
