// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/trainer.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "core/base/number_text.h"
#include "core/learn/checkpoints.h"
#include "core/learn/checkup.h"
#include "core/learn/device.h"
#include "core/learn/learner.h"
#include "core/learn/memory_relief.h"
#include "core/learn/progress_meter.h"
#include "core/learn/training_state.h"

namespace cadenza {
namespace {

constexpr std::int64_t warmUpSteps = 50;
constexpr int mostRollbacks = 5;
constexpr double notMeasured = std::numeric_limits<double>::quiet_NaN();

std::string nowInUtc() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

struct SplitSizes {
  std::size_t trainPieces = 0, trainNotes = 0, validationPieces = 0, validationNotes = 0;
};

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

class Trainer {
 public:
  Trainer(const Corpus& corpus, const TrainingOptions& options, const TrainingObserver& observer,
          std::stop_token stop, const TaskSource& tasks, TrainingControl* control)
      : corpus_(corpus),
        options_(options),
        wantedStreams_(options.streams),
        observer_(observer),
        stop_(std::move(stop)),
        tasks_(tasks),
        control_(control),
        sizes_(sizesOf(corpus)) {}

  Result<TrainingOutcome> run() {
    if (auto prepared = prepare(); !prepared) return prepared.error();
    while (true) {
      if (auto followed = followControl(); !followed) return followed.error();
      if (fraction() >= 1) break;
      if (stop_.stop_requested()) return end(TrainingOutcome::Kind::Stopped);
      if (auto learned = learn(); !learned) return learned.error();
      if (!validationDue()) continue;
      if (auto validated = validate(); !validated) return validated.error();
      if (auto kept = keepState(); !kept) return kept.error();
      if (journal_.validationsWithoutGain >= options_.patience) {
        say("No gain in the last " + std::to_string(options_.patience) +
            " validations: stopped early.");
        return end(TrainingOutcome::Kind::StoppedEarly);
      }
    }
    if (journal_.step > lastValidationStep_) {
      if (auto validated = validate(); !validated) return validated.error();
    }
    return end(TrainingOutcome::Kind::Finished);
  }

 private:
  void say(const std::string& sentence) const {
    if (observer_.log) observer_.log(sentence);
  }

  [[nodiscard]] double minutes() const { return journal_.minutes + watch_.minutes(); }
  [[nodiscard]] double epoch() const {
    return static_cast<double>(journal_.notes) / static_cast<double>(sizes_.trainNotes);
  }
  [[nodiscard]] double fraction() const {
    double done = 0;
    if (options_.epochs) done = std::max(done, epoch() / *options_.epochs);
    if (options_.minutes) done = std::max(done, minutes() / *options_.minutes);
    return std::min(done, 1.0);
  }
  [[nodiscard]] bool validationDue() const {
    return std::floor(epoch()) > static_cast<double>(journal_.lastValidationEpoch) ||
           minutes() - journal_.lastValidationMinutes >= options_.validateEveryMinutes;
  }

  // Waits while it is paused, and takes over what is said of its length.
  Result<void> followControl() {
    if (!control_) return {};
    if (control_->isPaused()) {
      journal_.minutes = minutes();
      watch_ = {};
      if (auto kept = keepState(); !kept) return kept;
      say("Paused at step " + std::to_string(journal_.step) + ".");
      const bool goesOn = control_->waitWhilePaused(stop_);
      watch_ = {};
      if (goesOn) say("Going on.");
    }
    if (const auto wanted = control_->minutes(); wanted && wanted != options_.minutes) {
      options_.minutes = wanted;
      options_.epochs.reset();
      estimateFromHere();
      say("It ends after " + numberText(*wanted, 1) + " minutes in all.");
    }
    return {};
  }

  void estimateFromHere() {
    minutesAtStart_ = minutes();
    fractionAtStart_ = fraction();
  }

  Result<void> prepare() {
    if (!options_.epochs && !options_.minutes) {
      return Error{ErrorCode::InvalidArgument, "Say how long to learn: minutes or epochs."};
    }
    if (sizes_.trainNotes == 0) {
      return Error{ErrorCode::EmptyCorpus, "There is no piece to learn from in this corpus."};
    }
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
      say("No piece is held out for validation: the training pieces themselves are scored.");
    }
    if (options_.portraits) checkup_ = Checkup(corpus_, options_.recipe);
    if (observer_.began) {
      observer_.began({describe(device_), sizes_.trainPieces, sizes_.trainNotes,
                       sizes_.validationPieces, sizes_.validationNotes,
                       learner_->parameterCount()});
    }
    watch_ = {};
    estimateFromHere();
    lastGood_ = snapshot();
    return {};
  }

  [[nodiscard]] std::size_t parameterCount() const {
    return static_cast<std::size_t>(learner_->parameterCount());
  }

  Result<void> makeLearner() {
    learner_.reset();
    auto task = tasks_(options_, device_);
    if (!task) return task.error();
    learner_ = std::make_unique<Learner>(std::move(*task), options_.optimiser);
    return {};
  }

  Result<void> begin() {
    if (auto made = makeLearner(); !made) return made;
    if (auto started = drawWeights(); !started) return started;
    journal_.recipe = options_.recipe;
    journal_.streams = options_.streams;
    journal_.corpusFingerprint = fingerprint(corpus_);
    journal_.bestLoss = notMeasured;
    const std::string places = corpus_.name();
    const std::string source = places.empty() ? "pieces" : places;
    const std::string made =
        options_.recipe.name + " " + std::string(name(options_.recipe.size)) + ", " + source;
    journal_.info.name = options_.modelName.empty() ? made : options_.modelName;
    journal_.info.data = source + ": " + countText(sizes_.trainPieces) + " pieces, " +
                         countText(sizes_.trainNotes) + " notes";
    journal_.info.licence = options_.licence;
    journal_.info.validationLoss = notMeasured;
    return {};
  }

  Result<void> drawWeights() {
    if (options_.from.empty()) {
      learner_->begin(options_.seed);
      return {};
    }
    const auto model = loadCheckpoint(options_.from);
    if (!model) return model.error();
    say("Going on from the model " + model->info.name + ".");
    return learner_->beginFrom(*model, options_.seed);
  }

  Result<void> resume() {
    auto loaded = loadTrainingState(trainingStateFile(options_.out));
    if (!loaded) return loaded.error();
    const bool fits = loaded->journal.recipe == options_.recipe &&
                      loaded->journal.corpusFingerprint == fingerprint(corpus_) &&
                      loaded->journal.streams <= options_.streams;
    if (!fits) {
      return Error{ErrorCode::InvalidArgument,
                   "The training beside " + options_.out.string() +
                       " had another recipe, size or corpus; resume it with the same, or start a "
                       "new one under another name."};
    }
    options_.streams = loaded->journal.streams;
    if (auto made = makeLearner(); !made) return made;
    goBackTo(*loaded);
    // Who goes on wants to see whether there is more to gain.
    if (journal_.validationsWithoutGain >= options_.patience) journal_.validationsWithoutGain = 0;
    say("Going on from step " + std::to_string(journal_.step) + ", after " +
        numberText(journal_.minutes, 1) + " minutes.");
    return {};
  }

  [[nodiscard]] double schedule() const {
    if (options_.optimiser.schedule == OptimiserOptions::Schedule::Constant) return 1;
    return warmUpAndCosine(journal_.step, warmUpSteps, fraction());
  }

  Result<void> learn() {
    const Stopwatch stepWatch;
    const double rate = options_.optimiser.learningRate * journal_.rateScale * schedule();
    Learner::Step step;
    try {
      step = learner_->step(rate);
    } catch (const std::exception& problem) {
      if (!isOutOfMemory(problem)) throw;
      return lighten();
    }
    if (!std::isfinite(step.gradientNorm)) {
      say("Step " + std::to_string(journal_.step) + " gave no finite gradient and was dropped.");
      return ++badSteps_ < 3 ? Result<void>() : rollBack();
    }
    badSteps_ = 0;
    ++journal_.step;
    journal_.notes += static_cast<std::int64_t>(step.notes);
    sinceReport_.add(step);
    sinceValidation_.add(step);
    pace_.add(step.notes, stepWatch.minutes());
    report(rate, step.gradientNorm);
    return {};
  }

  void report(double rate, double norm) {
    if (!observer_.progress) return;
    const double done = fraction();
    const double spent = (minutes() - minutesAtStart_) * 60;
    const double gained = std::max(1e-9, done - fractionAtStart_);
    observer_.progress({journal_.step, journal_.notes, epoch(), minutes(), done,
                        spent * (1 - done) / gained, pace_.notesPerSecond(), rate, norm,
                        sinceReport_.mean(), memoryHeld(device_)});
    sinceReport_ = {};
  }

  // Goes on from the last good state with less.
  Result<void> lighten() {
    const auto footing = lighter({device_, options_.streams}, wantedStreams_);
    if (!footing) {
      return Error{ErrorCode::OutOfMemory,
                   "Memory ran out even with one piece at a time. Choose a smaller size; the best "
                   "model so far is kept."};
    }
    const bool leavesGpu = device_.is_cuda() && !footing->device.is_cuda();
    options_.streams = footing->streams;
    device_ = footing->device;
    if (auto made = makeLearner(); !made) return made;
    const double spent = minutes();
    goBackTo(lastGood_);
    journal_.minutes = spent;
    journal_.streams = lastGood_.journal.streams = options_.streams;
    say(leavesGpu ? "The GPU's memory ran out: going on with the CPU from step " +
                        std::to_string(journal_.step) + "."
                  : "Memory ran out: going on from step " + std::to_string(journal_.step) +
                        " with " + std::to_string(options_.streams) + " pieces side by side.");
    return {};
  }

  Result<void> rollBack() {
    badSteps_ = 0;
    ++rollbacksSinceValidation_;
    if (++rollbacks_ > mostRollbacks) {
      return Error{ErrorCode::Diverged,
                   "The training diverged again and again and was ended; the best model so far is "
                   "kept. Try a smaller learning rate."};
    }
    const double scale = journal_.rateScale / 2;
    const double spent = minutes();
    goBackTo(lastGood_);
    journal_.minutes = spent;
    journal_.rateScale = lastGood_.journal.rateScale = scale;
    say("Three such steps in a row: back to step " + std::to_string(journal_.step) +
        " with half the learning rate.");
    return {};
  }

  // A validation that is stopped leaves no trace.
  Result<void> validate() {
    const auto evaluation = learner_->evaluate(validationSplit_, stop_);
    if (!evaluation && evaluation.error().code == ErrorCode::Cancelled) return {};
    if (!evaluation) return evaluation.error();
    if (journal_.info.curve.empty() && evaluation->notes < sizes_.validationNotes) {
      say("Validations while learning score a sample, " + countText(evaluation->notes) + " of " +
          countText(sizes_.validationNotes) + " notes.");
    }
    const double loss = evaluation->loss();
    const bool best = std::isfinite(loss) && !(loss >= journal_.bestLoss);
    const CurvePoint point{journal_.step, journal_.notes, minutes(),
                           sinceValidation_.mean().total(), loss};
    sinceValidation_ = {};
    journal_.info.curve.push_back(point);
    journal_.lastValidationMinutes = point.minutes;
    journal_.lastValidationEpoch = static_cast<std::int64_t>(epoch());
    lastValidationStep_ = journal_.step;
    journal_.validationsWithoutGain = best ? 0 : journal_.validationsWithoutGain + 1;
    const Checkpoint model = describedModel(loss);
    if (best) {
      journal_.bestLoss = loss;
      if (auto saved = saveBest(model); !saved) return saved;
    }
    tell(*evaluation, point, best, model, keepCheckpoint(model));
    return {};
  }

  // Empty where none is wanted, or none can be written, which is no reason to stop learning.
  [[nodiscard]] std::filesystem::path keepCheckpoint(const Checkpoint& model) const {
    if (options_.checkpoints.empty()) return {};
    std::error_code problem;
    std::filesystem::create_directories(options_.checkpoints, problem);
    const auto file = checkpointFile(options_.checkpoints, journal_.step);
    if (const auto saved = saveCheckpoint(file, model, Precision::Half); !saved) {
      say("The model of this moment can't be kept to be heard: " + saved.error().detail);
      return {};
    }
    const auto steps = listCheckpoints(options_.checkpoints);
    for (const std::int64_t step : checkpointsToDrop(steps, journal_.info.steps, mostCheckpoints)) {
      std::filesystem::remove(checkpointFile(options_.checkpoints, step), problem);
    }
    return file;
  }

  void tell(const Evaluation& evaluation, const CurvePoint& point, bool best,
            const Checkpoint& model, const std::filesystem::path& checkpoint) {
    const auto report = checkup_.examine({journal_.info.curve,
                                          sizes_.trainNotes,
                                          learner_->parameterCount(),
                                          fraction(),
                                          std::exchange(rollbacksSinceValidation_, 0),
                                          evaluation.entropy,
                                          {}},
                                         model, stop_);
    for (const std::string& sentence : report.news) say(sentence);
    if (!observer_.evaluated) return;
    observer_.evaluated({point, evaluation.heads, best, evaluation.entropy, report.portrait,
                         report.diagnoses, checkpoint});
  }

  // The averaged weights with all that is known of them.
  [[nodiscard]] Checkpoint describedModel(double loss) {
    Checkpoint model = learner_->averagedModel();
    model.info = journal_.info;
    model.info.created = nowInUtc();
    model.info.steps = journal_.step;
    model.info.notesSeen = journal_.notes;
    model.info.minutes = minutes();
    model.info.validationLoss = loss;
    return model;
  }

  Result<void> saveBest(const Checkpoint& model) {
    journal_.info = model.info;
    return saveCheckpoint(options_.out, model);
  }

  Result<TrainingOutcome> end(TrainingOutcome::Kind kind) {
    if (!std::isfinite(journal_.bestLoss)) {
      if (auto saved = saveBest(describedModel(notMeasured)); !saved) return saved.error();
    }
    if (auto kept = keepState(); !kept) return kept.error();
    return TrainingOutcome{kind, journal_.info};
  }

  Result<void> keepState() {
    lastGood_ = snapshot();
    return saveTrainingState(trainingStateFile(options_.out), lastGood_);
  }

  [[nodiscard]] TrainingState snapshot() const {
    TrainingState state;
    state.journal = journal_;
    state.journal.minutes = minutes();
    learner_->capture(state);
    return state;
  }

  void goBackTo(const TrainingState& state) {
    journal_ = state.journal;
    watch_ = {};
    learner_->restore(state);
  }

  const Corpus& corpus_;
  TrainingOptions options_;  // streams are fewer after memory ran out
  const int wantedStreams_;
  const TrainingObserver& observer_;
  std::stop_token stop_;
  const TaskSource& tasks_;
  TrainingControl* const control_;
  const SplitSizes sizes_;
  Split validationSplit_ = Split::Train;
  torch::Device device_ = torch::kCPU;
  std::unique_ptr<Learner> learner_;
  Checkup checkup_;
  TrainingJournal journal_;
  TrainingState lastGood_;
  Stopwatch watch_;  // of the minutes that the journal does not know yet
  RunningLoss sinceReport_;
  RunningLoss sinceValidation_;
  Pace pace_;
  std::int64_t lastValidationStep_ = -1;
  double minutesAtStart_ = 0;  // of what the time left is told from, as is the next
  double fractionAtStart_ = 0;
  int badSteps_ = 0;
  int rollbacks_ = 0;
  int rollbacksSinceValidation_ = 0;
};

}  // namespace

std::filesystem::path trainingStateFile(const std::filesystem::path& model) {
  std::filesystem::path state = model;
  state += trainingStateEnding;
  return state;
}

Result<TrainingOutcome> trainRecipe(const Corpus& corpus, const TrainingOptions& options,
                                    const TrainingObserver& observer, std::stop_token stop,
                                    const TaskSource& tasks, TrainingControl* control) {
  return Trainer(corpus, options, observer, std::move(stop), tasks, control).run();
}

}  // namespace cadenza
