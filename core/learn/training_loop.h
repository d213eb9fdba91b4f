// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "core/base/caught.h"
#include "core/learn/checkup.h"
#include "core/learn/learner.h"
#include "core/learn/plausibility.h"
#include "core/learn/progress_meter.h"
#include "core/learn/trainer.h"
#include "core/learn/training_files.h"
#include "core/learn/training_state.h"

namespace cadenza {

struct SplitSizes {
  std::size_t trainPieces = 0, trainNotes = 0, validationPieces = 0, validationNotes = 0;
};
[[nodiscard]] SplitSizes sizesOf(const Corpus& corpus);

/// One training from its start (training_start.cpp) to its end, see trainRecipe. All arguments must
/// outlive it. One thread.
class TrainingLoop {
 public:
  TrainingLoop(const Corpus& corpus, const TrainingOptions& options,
               const TrainingObserver& observer, std::stop_token stop, const TaskSource& tasks,
               TrainingControl* control, const CheckupSource& checkups)
      : corpus_(corpus),
        options_(options),
        wantedStreams_(options.streams),
        observer_(observer),
        stop_(std::move(stop)),
        tasks_(tasks),
        control_(control),
        checkups_(checkups),
        sizes_(sizesOf(corpus)),
        files_(options_, [this](const std::string& sentence) { say(sentence); }) {}
  Result<TrainingOutcome> run();

 private:
  Result<TrainingOutcome> trainToEnd();
  void say(const std::string& sentence) const {
    if (observer_.log) observer_.log(sentence);
  }

  // Runs a phase of the training; where memory runs out in it, continues with less instead.
  template <class Phase>
  Result<void> relieved(Phase phase) {
    for (bool ranOut = false; true;) {
      try {
        return ranOut ? lighten() : phase();
      } catch (const std::exception& problem) {
        if (!isOutOfMemory(problem)) throw;
        ranOut = true;
      }
    }
  }
  [[nodiscard]] double minutes() const { return journal_.minutes + watch_.minutes(); }
  [[nodiscard]] double epoch() const {
    return static_cast<double>(journal_.notes) / static_cast<double>(sizes_.trainNotes);
  }
  [[nodiscard]] double fraction() const;

  // Weights that learned nothing are not worth a validation.
  [[nodiscard]] bool isValidated() const {
    return journal_.step == 0 || journal_.step <= lastValidationStep_;
  }
  [[nodiscard]] bool validationDue() const;
  // Waits while it is paused, and takes over what is said of its length.
  Result<void> followControl();
  void estimateFromHere();
  Result<void> prepare();
  [[nodiscard]] std::size_t parameterCount() const {
    return static_cast<std::size_t>(learner_->parameterCount());
  }
  Result<void> makeLearner();
  Result<void> begin();
  Result<void> drawWeights();
  Result<void> resume();
  [[nodiscard]] std::optional<Error> faultOfResuming(const TrainingJournal& journal) const;
  [[nodiscard]] double schedule() const;
  Result<void> learn();
  void report(double rate, double norm);
  // Resumes from the last good state with fewer streams, at last on the CPU.
  Result<void> lighten();
  Result<void> rollBack(const std::string& reason);
  // A sentence for the end of an error, after a space; empty where files_.rescue adds one.
  [[nodiscard]] std::string whatIsKept() const;
  // A validation that is stopped leaves no trace; one that shows divergence is undone with all that
  // led to it, and no sample is made.
  Result<void> validate();
  void enter(const CurvePoint& point, bool best);
  // Empty where none is wanted, or none can be written, which is no reason to stop learning.
  [[nodiscard]] std::filesystem::path keepCheckpoint(const Checkpoint& model) const;
  // A validation is told in any case; where memory runs out while the model composes, without a
  // sample.
  Result<void> tell(const Evaluation& evaluation, const CurvePoint& point, bool best,
                    const Checkpoint& model);
  // Writes what is known of the averaged weights beside them.
  void describeModel(Checkpoint& model, double loss) const;
  // Cancelled where a model is in the place of weights that no validation has seen yet, and before
  // the first step.
  [[nodiscard]] Result<void> mayReplaceFiles() const;
  // Before the first validation the present weights are kept, where no model is.
  Result<TrainingOutcome> end(TrainingOutcome::Kind kind);
  // The model's file holds the best weights, also where the training is taken back afterwards.
  void rememberBest();
  void keepState();
  [[nodiscard]] TrainingState snapshot() const;
  void goBackTo(const TrainingState& state);

  const Corpus& corpus_;
  TrainingOptions options_;  // streams are fewer after memory ran out
  const int wantedStreams_;
  const TrainingObserver& observer_;
  std::stop_token stop_;
  const TaskSource& tasks_;
  TrainingControl* const control_;
  const CheckupSource& checkups_;
  const SplitSizes sizes_;
  TrainingFiles files_;
  Split validationSplit_ = Split::Train;
  torch::Device device_ = torch::kCPU;
  std::unique_ptr<Learner> learner_;
  Checkup checkup_;
  TrainingJournal journal_;
  TrainingState lastGood_;  // of the start or of the last validation that showed no divergence
  Stopwatch watch_;         // of the minutes that the journal does not know yet
  RunningLoss sinceReport_;
  RunningLoss sinceValidation_;
  Pace pace_;
  std::int64_t lastValidationStep_ = -1;
  std::int64_t validatedAtLastGood_ = -1;
  double minutesAtStart_ = 0;  // of what the time left is told from, as is the next
  double fractionAtStart_ = 0;
  int badSteps_ = 0;
  int rollbacks_ = 0;
  int rollbacksSinceValidation_ = 0;
};

}  // namespace cadenza
