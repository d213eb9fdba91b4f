// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/trainer.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <memory>

#include "core/base/number_text.h"
#include "core/learn/device.h"
#include "core/learn/learner.h"
#include "core/learn/optimiser.h"
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

class Stopwatch {
 public:
  [[nodiscard]] double minutes() const {
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begin_;
    return spent.count() / 60;
  }

 private:
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

// Sums over the steps since the last snapshot.
struct RunningLoss {
  torch::Tensor heads = torch::zeros({3}, torch::kFloat64);
  double reported = 0;

  void add(const Learner::Step& step) {
    heads += step.heads.to(torch::kCPU, torch::kFloat64);
    reported += step.reported;
  }
  [[nodiscard]] HeadLosses mean() const {
    const double* sums = heads.data_ptr<double>();
    const double count = std::max(1.0, reported);
    return {{sums[0] / count, sums[1] / count, sums[2] / count}};
  }
};

class Trainer {
 public:
  Trainer(const Corpus& corpus, const TrainingOptions& options, const TrainingObserver& observer,
          std::stop_token stop, torch::Device device, std::unique_ptr<LearningTask> task)
      : corpus_(corpus),
        options_(options),
        observer_(observer),
        stop_(std::move(stop)),
        device_(device),
        learner_(std::move(task), options.optimiser) {}

  Result<TrainingOutcome> run() {
    if (auto prepared = prepare(); !prepared) return prepared.error();
    while (fraction() < 1) {
      if (stop_.stop_requested()) return end(TrainingOutcome::Kind::Stopped);
      if (!learn()) {
        if (auto back = rollBack(); !back) return back.error();
      }
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
    return static_cast<double>(journal_.notes) / static_cast<double>(trainNotes_);
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

  Result<void> prepare() {
    if (!options_.epochs && !options_.minutes) {
      return Error{ErrorCode::InvalidArgument, "Say how long to learn: minutes or epochs."};
    }
    std::size_t pieces = 0;
    for (const CorpusPiece& piece : corpus_.pieces()) {
      if (piece.split == Split::Validation) validationNotes_ += piece.notes.size();
      if (piece.split != Split::Train) continue;
      ++pieces;
      trainNotes_ += piece.notes.size();
    }
    if (validationNotes_ > 0) validationSplit_ = Split::Validation;
    if (trainNotes_ == 0) {
      return Error{ErrorCode::EmptyCorpus, "There is no piece to learn from in this corpus."};
    }
    if (options_.threads > 0) setThreads(options_.threads);
    if (options_.resume) {
      if (auto resumed = resume(); !resumed) return resumed;
    } else {
      begin(pieces);
    }
    if (options_.threads <= 0 && !device_.is_cuda()) learner_.chooseThreads();
    say("Learning on " + describe(device_) + ": " + std::to_string(pieces) + " pieces, " +
        countText(trainNotes_) + " notes; " +
        countText(static_cast<std::size_t>(learner_.parameterCount())) + " parameters.");
    if (validationSplit_ == Split::Train) {
      say("No piece is held out for validation: the training pieces themselves are scored.");
    }
    watch_ = {};
    fractionAtStart_ = fraction();
    lastGood_ = snapshot();
    return {};
  }

  void begin(std::size_t pieces) {
    learner_.begin(options_.seed);
    journal_.recipe = options_.recipe;
    journal_.streams = options_.streams;
    journal_.corpusFingerprint = fingerprint(corpus_);
    journal_.bestLoss = notMeasured;
    const std::string folder =
        std::filesystem::path(corpus_.folder()).lexically_normal().filename().string();
    const std::string source = folder.empty() ? "pieces" : folder;
    const std::string made =
        options_.recipe.name + " " + std::string(name(options_.recipe.size)) + ", " + source;
    journal_.info.name = options_.modelName.empty() ? made : options_.modelName;
    journal_.info.data =
        source + ": " + std::to_string(pieces) + " pieces, " + countText(trainNotes_) + " notes";
    journal_.info.licence = options_.licence;
    journal_.info.validationLoss = notMeasured;
  }

  Result<void> resume() {
    auto loaded = loadTrainingState(trainingStateFile(options_.out));
    if (!loaded) return loaded.error();
    const bool fits = loaded->journal.recipe == options_.recipe &&
                      loaded->journal.corpusFingerprint == fingerprint(corpus_) &&
                      loaded->journal.streams == options_.streams;
    if (!fits) {
      return Error{ErrorCode::InvalidArgument,
                   "The training beside " + options_.out.string() +
                       " had another recipe, size or corpus; resume it with the same, or start a "
                       "new one under another name."};
    }
    goBackTo(*loaded);
    say("Going on from step " + std::to_string(journal_.step) + ", after " +
        numberText(journal_.minutes, 1) + " minutes.");
    return {};
  }

  [[nodiscard]] double schedule() const {
    if (options_.optimiser.schedule == OptimiserOptions::Schedule::Constant) return 1;
    return warmUpAndCosine(journal_.step, warmUpSteps, fraction());
  }

  // False after the third step in a row whose loss or gradient is no number.
  bool learn() {
    const Stopwatch stepWatch;
    const double rate = options_.optimiser.learningRate * journal_.rateScale * schedule();
    const auto step = learner_.step(rate);
    if (!std::isfinite(step.gradientNorm)) {
      say("Step " + std::to_string(journal_.step) + " gave no finite gradient and was dropped.");
      return ++badSteps_ < 3;
    }
    badSteps_ = 0;
    ++journal_.step;
    journal_.notes += static_cast<std::int64_t>(step.notes);
    sinceReport_.add(step);
    sinceValidation_.add(step);
    const double notesPerSecond = static_cast<double>(step.notes) / (stepWatch.minutes() * 60);
    report(rate, step.gradientNorm, notesPerSecond);
    return true;
  }

  void report(double rate, double norm, double notesPerSecond) {
    smoothedRate_ =
        smoothedRate_ == 0 ? notesPerSecond : 0.9 * smoothedRate_ + 0.1 * notesPerSecond;
    if (!observer_.progress) return;
    const double done = fraction();
    const double spent = watch_.minutes() * 60;
    const double gained = std::max(1e-9, done - fractionAtStart_);
    observer_.progress({journal_.step, journal_.notes, epoch(), minutes(), done,
                        spent * (1 - done) / gained, smoothedRate_, rate, norm,
                        sinceReport_.mean()});
    sinceReport_ = {};
  }

  Result<void> rollBack() {
    badSteps_ = 0;
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
    const auto evaluation = learner_.evaluate(validationSplit_, stop_);
    if (!evaluation && evaluation.error().code == ErrorCode::Cancelled) return {};
    if (!evaluation) return evaluation.error();
    if (journal_.info.curve.empty() && evaluation->notes < validationNotes_) {
      say("Validations while learning score a sample, " + countText(evaluation->notes) + " of " +
          countText(validationNotes_) + " notes.");
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
    if (best) {
      journal_.bestLoss = loss;
      if (auto saved = saveModel(loss); !saved) return saved;
    }
    if (observer_.evaluated) observer_.evaluated({point, evaluation->heads, best});
    return {};
  }

  Result<void> saveModel(double loss) {
    journal_.info.created = nowInUtc();
    journal_.info.steps = journal_.step;
    journal_.info.notesSeen = journal_.notes;
    journal_.info.minutes = minutes();
    journal_.info.validationLoss = loss;
    Checkpoint model = learner_.averagedModel();
    model.info = journal_.info;
    return saveCheckpoint(options_.out, model);
  }

  Result<TrainingOutcome> end(TrainingOutcome::Kind kind) {
    if (!std::isfinite(journal_.bestLoss)) {
      if (auto saved = saveModel(notMeasured); !saved) return saved.error();
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
    learner_.capture(state);
    return state;
  }

  void goBackTo(const TrainingState& state) {
    journal_ = state.journal;
    watch_ = {};
    learner_.restore(state);
  }

  const Corpus& corpus_;
  const TrainingOptions& options_;
  const TrainingObserver& observer_;
  std::stop_token stop_;
  torch::Device device_;
  Learner learner_;
  TrainingJournal journal_;
  TrainingState lastGood_;
  Stopwatch watch_;  // of the minutes that the journal does not know yet
  Split validationSplit_ = Split::Train;
  std::size_t trainNotes_ = 0;
  std::size_t validationNotes_ = 0;
  RunningLoss sinceReport_;
  RunningLoss sinceValidation_;
  std::int64_t lastValidationStep_ = -1;
  double smoothedRate_ = 0;
  double fractionAtStart_ = 0;
  int badSteps_ = 0;
  int rollbacks_ = 0;
};

}  // namespace

std::filesystem::path trainingStateFile(const std::filesystem::path& model) {
  std::filesystem::path state = model;
  state += ".training";
  return state;
}

Result<TrainingOutcome> trainRecipe(const Corpus& corpus, const TrainingOptions& options,
                                    const TrainingObserver& observer, std::stop_token stop) {
  const auto device = chooseDevice(options.device);
  if (!device) return device.error();
  auto task = makeTask(corpus, options, *device);
  if (!task) return task.error();
  Trainer trainer(corpus, options, observer, std::move(stop), *device, std::move(*task));
  return trainer.run();
}

}  // namespace cadenza
