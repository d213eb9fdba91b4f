// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/chord_task.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "core/base/json_text.h"
#include "core/learn/chord_evaluation.h"
#include "core/learn/device.h"
#include "core/learn/keras_initial.h"

namespace cadenza {
namespace {

using Json = nlohmann::json;

constexpr double usualDropout = 0.3;

// Numbers the chords of the training split and writes its pieces in those numbers.
std::vector<FrameClasses> readTraining(const Corpus& corpus, double framesPerSecond,
                                       ChordVocabulary& chords) {
  std::vector<std::vector<Chord>> pieces;
  for (const CorpusPiece& piece : corpus.pieces()) {
    if (piece.split != Split::Train) continue;
    pieces.push_back(chordFrames(piece.score(), framesPerSecond));
    chords.learn(pieces.back());
  }
  std::vector<FrameClasses> classes;
  for (const auto& frames : pieces) {
    FrameClasses& of = classes.emplace_back();
    for (const Chord& chord : frames) of.push_back(chords.find(chord).value());
  }
  return classes;
}

}  // namespace

Result<std::unique_ptr<LearningTask>> ChordTask::make(const Corpus& corpus,
                                                      const TrainingOptions& options,
                                                      torch::Device device) {
  ChordRecipe recipe = std::get<ChordRecipe>(options.recipe.kind);
  ChordVocabulary chords;
  auto pieces = readTraining(corpus, recipe.framesPerSecond, chords);
  recipe.classes = chords.classes();
  ChordWindows windows(std::move(pieces), recipe.window, chords.silence(), options.seed);
  if (windows.size() == 0) {
    return Error{ErrorCode::EmptyCorpus,
                 "There is no piece of two frames to learn from in this corpus."};
  }
  return std::unique_ptr<LearningTask>(
      new ChordTask(corpus, options, device, recipe, std::move(chords), std::move(windows)));
}

ChordTask::ChordTask(const Corpus& corpus, const TrainingOptions& options, torch::Device device,
                     const ChordRecipe& recipe, ChordVocabulary chords, ChordWindows windows)
    : corpus_(corpus),
      options_(options),
      dropout_(recipe.faithful ? 0 : options.dropout.value_or(usualDropout)),
      arithmetic_(chooseArithmetic(options.arithmetic, device)),
      chords_(std::move(chords)),
      windows_(std::move(windows)),
      network_(recipe, device, arithmetic_) {
  for (const CorpusPiece& piece : corpus.pieces()) {
    if (piece.split == Split::Train) notes_ += piece.notes.size();
  }
}

void ChordTask::begin(std::uint64_t seed) { initialiseAsKeras(network_.parameters(), seed); }

LearningTask::Losses ChordTask::next() {
  windows_.next(static_cast<std::size_t>(options_.streams), batch_);
  const auto count = static_cast<std::int64_t>(batch_.count());
  const auto device = network_.device();
  const torch::Tensor windows =
      torch::tensor(batch_.windows).view({count, network_.recipe().window}).to(device);
  const auto reading = network_.read(windows, dropout_);
  const torch::Tensor loss =
      torch::cross_entropy_loss(reading.logits, torch::tensor(batch_.targets).to(device));
  Losses losses;
  losses.objective = loss + network_.regularisation(reading);
  losses.heads = torch::zeros({3}, torch::TensorOptions().device(device));
  losses.heads[0] = loss.detach() * static_cast<double>(count);
  losses.reported = static_cast<double>(count);
  const auto notesUntil = [&](std::size_t dealt) { return notes_ * dealt / windows_.size(); };
  losses.notes =
      notesUntil(windows_.dealt()) - notesUntil(windows_.dealt() - static_cast<std::size_t>(count));
  return losses;
}

Split ChordTask::watched() const {
  return network_.recipe().faithful ? Split::Train : Split::Validation;
}

Result<Evaluation> ChordTask::evaluate(Split split, EvaluationExtent extent,
                                       const std::function<void(double)>& progress,
                                       std::stop_token stop) {
  network_.setArithmetic(Arithmetic::Single);
  auto evaluation =
      evaluateChords(network_, chords_, corpus_, split, extent, progress, std::move(stop));
  network_.setArithmetic(arithmetic_);
  return evaluation;
}

LearningTask::State ChordTask::state() {
  const auto cursor = windows_.cursor();
  return {Json{{"epoch", cursor.epoch},
               {"dealt", cursor.dealt},
               {"mixed", arithmetic_ == Arithmetic::Mixed}}
              .dump(),
          {}};
}

void ChordTask::restore(const State& state) {
  const Json json = parseJson(state.cursor);
  windows_.restore({json.at("epoch").get<std::size_t>(), json.at("dealt").get<std::size_t>()});
  arithmetic_ = json.at("mixed").get<bool>() ? Arithmetic::Mixed : Arithmetic::Single;
  network_.setArithmetic(arithmetic_);
}

Checkpoint ChordTask::blank() const {
  Checkpoint blank{options_.recipe, {}, {}};
  blank.recipe.kind = network_.recipe();
  blank.chords = chords_;
  return blank;
}

}  // namespace cadenza
