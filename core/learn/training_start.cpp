// SPDX-License-Identifier: GPL-3.0-or-later
#include <limits>
#include <utility>

#include "core/base/number_text.h"
#include "core/learn/corpus_record.h"
#include "core/learn/device.h"
#include "core/learn/training_loop.h"

namespace cadenza {

SplitSizes sizesOf(const Corpus& corpus) {
  SplitSizes sizes;
  for (const CorpusPiece& piece : corpus.pieces()) {
    if (piece.split == Split::Validation) {
      ++sizes.validationPieces;
      sizes.validationNotes += piece.notes.size();
    }
    if (piece.split != Split::Train) continue;
    ++sizes.trainPieces;
    sizes.trainNotes += piece.notes.size();
  }
  return sizes;
}

Result<void> TrainingLoop::prepare() {
  if (!options_.epochs && !options_.minutes) {
    return Error{ErrorCode::InvalidArgument, "Set minutes or epochs."};
  }
  if (sizes_.trainNotes == 0) {
    return Error{ErrorCode::EmptyCorpus, "The corpus has no training pieces."};
  }
  if (auto writable = files_.check(); !writable) return writable;
  const auto device = chooseDevice(options_.device);
  if (!device) return device.error();
  device_ = *device;
  if (options_.threads > 0) setThreads(options_.threads);
  if (auto started = options_.resume ? resume() : begin(); !started) return started;
  if (sizes_.validationNotes > 0) validationSplit_ = learner_->watched();
  if (options_.threads <= 0 && !device_.is_cuda()) learner_->chooseThreads();
  say("Learning on " + describe(device_) + ": " + countText(sizes_.trainPieces) + " pieces, " +
      countText(sizes_.trainNotes) + " notes; " + countText(parameterCount()) + " parameters.");
  if (sizes_.validationNotes == 0) {
    say("There is no validation set; the training set is scored instead.");
  }
  if (options_.portraits) {
    checkup_ = checkups_ ? checkups_(corpus_, options_.recipe) : Checkup(corpus_, options_.recipe);
  }
  if (observer_.began) {
    observer_.began({describe(device_), sizes_.trainPieces, sizes_.trainNotes,
                     sizes_.validationPieces, sizes_.validationNotes, learner_->parameterCount()});
  }
  watch_ = {};
  estimateFromHere();
  lastGood_ = snapshot();
  return {};
}

Result<void> TrainingLoop::makeLearner() {
  learner_.reset();
  auto task = tasks_(options_, device_);
  if (!task) return task.error();
  learner_ = std::make_unique<Learner>(std::move(*task), options_.optimiser);
  return {};
}

Result<void> TrainingLoop::begin() {
  if (auto made = makeLearner(); !made) return made;
  if (auto started = drawWeights(); !started) return started;
  journal_.recipe = options_.recipe;
  journal_.streams = options_.streams;
  journal_.corpusFingerprint = fingerprint(corpus_);
  journal_.corpusRecord = std::make_shared<const std::string>(recordOf(corpus_));
  journal_.bestLoss = std::numeric_limits<double>::quiet_NaN();
  const std::string places = corpus_.name();
  const std::string source = places.empty() ? "pieces" : places;
  const std::string made =
      options_.recipe.name + " " + std::string(name(options_.recipe.size)) + ", " + source;
  journal_.info.name = options_.modelName.empty() ? made : options_.modelName;
  journal_.info.data = source + ": " + countText(sizes_.trainPieces) + " pieces, " +
                       countText(sizes_.trainNotes) + " notes";
  journal_.info.licence = options_.licence;
  journal_.info.validationLoss = std::numeric_limits<double>::quiet_NaN();
  return {};
}

Result<void> TrainingLoop::drawWeights() {
  if (options_.from.empty()) {
    learner_->begin(options_.seed);
    return {};
  }
  const auto model = loadCheckpoint(options_.from);
  if (!model) return model.error();
  say("Starting from model " + model->info.name + ".");
  return learner_->beginFrom(*model, options_.seed);
}

Result<void> TrainingLoop::resume() {
  auto loaded = loadTrainingState(trainingStateFile(options_.out));
  if (!loaded) return loaded.error();
  if (auto fault = faultOfResuming(loaded->journal)) return *fault;
  options_.streams = loaded->journal.streams;
  if (auto made = makeLearner(); !made) return made;
  goBackTo(*loaded);
  // Who goes on wants to see whether there is more to gain.
  if (journal_.validationsWithoutGain >= options_.patience) journal_.validationsWithoutGain = 0;
  say("Resuming at step " + std::to_string(journal_.step) + ", after " +
      numberText(journal_.minutes, 1) + " minutes.");
  return {};
}

std::optional<Error> TrainingLoop::faultOfResuming(const TrainingJournal& journal) const {
  if (!(journal.recipe == options_.recipe) || journal.streams > options_.streams ||
      journal.streams < 1) {
    return Error{ErrorCode::InvalidArgument,
                 "The training beside " + options_.out.string() +
                     " had another recipe, size or number of streams. Resume it with the same, "
                     "or start a new one under another name."};
  }
  if (journal.corpusFingerprint == fingerprint(corpus_)) return std::nullopt;
  const std::string changes =
      journal.corpusRecord ? changesSince(*journal.corpusRecord, corpus_) : std::string();
  return Error{ErrorCode::InvalidArgument,
               "The pieces changed since the training beside " + options_.out.string() + " (" +
                   (changes.empty() ? "which ones is not known" : changes) +
                   "). Resume with the same pieces, or fine-tune its model on the new pieces "
                   "(--from)."};
}

}  // namespace cadenza
