// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/training_loop.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <limits>
#include <utility>

#include "core/base/number_text.h"
#include "core/learn/checkpoints.h"
#include "core/learn/device.h"
#include "core/learn/memory_relief.h"

namespace cadenza {
namespace {

constexpr std::int64_t warmUpSteps = 50;
constexpr int mostRollbacks = 5;

std::string nowInUtc() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

std::string lossText(double loss) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3g", loss);
  return text;
}

}  // namespace

// Whatever ends the training, a best model that could not be written is saved.
Result<TrainingOutcome> TrainingLoop::run() {
  try {
    auto outcome = trainToEnd();
    if (!outcome) return files_.rescue(outcome.error(), lastGood_);
    return outcome;
  } catch (...) {
    (void)files_.rescue({}, lastGood_);
    throw;
  }
}

Result<TrainingOutcome> TrainingLoop::trainToEnd() {
  if (auto prepared = prepare(); !prepared) return prepared.error();
  while (true) {
    if (auto followed = relieved([&] { return followControl(); }); !followed) {
      return followed.error();
    }
    if (stop_.stop_requested()) return end(TrainingOutcome::Kind::Stopped);
    const bool isOver = fraction() >= 1;
    if (isOver && isValidated()) return end(TrainingOutcome::Kind::Finished);
    if (!isOver) {
      if (auto learned = relieved([&] { return learn(); }); !learned) return learned.error();
      if (!validationDue()) continue;
    }
    if (auto validated = relieved([&] { return validate(); }); !validated) {
      return validated.error();
    }
    if (!isOver && journal_.validationsWithoutGain >= options_.patience) {
      say("Stopped early: no improvement in " +
          countText(static_cast<std::size_t>(options_.patience), "validation") + ".");
      return end(TrainingOutcome::Kind::StoppedEarly);
    }
  }
}

double TrainingLoop::fraction() const {
  double done = 0;
  if (options_.epochs) done = std::max(done, epoch() / *options_.epochs);
  if (options_.minutes) done = std::max(done, minutes() / *options_.minutes);
  return std::min(done, 1.0);
}

bool TrainingLoop::validationDue() const {
  return std::floor(epoch()) > static_cast<double>(journal_.lastValidationEpoch) ||
         minutes() - journal_.lastValidationMinutes >= options_.validateEveryMinutes;
}

// Waits while it is paused, and takes over what is said of its length.
Result<void> TrainingLoop::followControl() {
  if (!control_) return {};
  if (control_->isPaused()) {
    journal_.minutes = minutes();
    watch_ = {};
    if (mayReplaceFiles()) files_.keep(snapshot());
    say("Paused at step " + std::to_string(journal_.step) + ".");
    const bool goesOn = control_->waitWhilePaused(stop_);
    watch_ = {};
    if (goesOn) say("Resumed.");
  }
  if (const auto wanted = control_->minutes(); wanted && wanted != options_.minutes) {
    options_.minutes = wanted;
    options_.epochs.reset();
    estimateFromHere();
    say("Training ends after " + numberText(*wanted, 1) + " minutes in total.");
  }
  return {};
}

void TrainingLoop::estimateFromHere() {
  minutesAtStart_ = minutes();
  fractionAtStart_ = fraction();
}

double TrainingLoop::schedule() const {
  if (options_.optimiser.schedule == OptimiserOptions::Schedule::Constant) return 1;
  return warmUpAndCosine(journal_.step, warmUpSteps, fraction());
}

Result<void> TrainingLoop::learn() {
  const Stopwatch stepWatch;
  const double rate = options_.optimiser.learningRate * journal_.rateScale * schedule();
  const Learner::Step step = learner_->step(rate);
  if (!std::isfinite(step.gradientNorm)) {
    say("Step " + std::to_string(journal_.step) + " had a non-finite gradient and was skipped.");
    return ++badSteps_ < 3 ? Result<void>() : rollBack("Three such steps in a row");
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

void TrainingLoop::report(double rate, double norm) {
  if (!observer_.progress) return;
  const double done = fraction();
  const double spent = (minutes() - minutesAtStart_) * 60;
  const double gained = std::max(1e-9, done - fractionAtStart_);
  observer_.progress({journal_.step, journal_.notes, epoch(), minutes(), done,
                      spent * (1 - done) / gained, pace_.notesPerSecond(), rate, norm,
                      sinceReport_.mean(), memoryHeld(device_)});
  sinceReport_ = {};
}

// Resumes from the last good state with fewer streams, at last on the CPU.
Result<void> TrainingLoop::lighten() {
  const auto footing = lighter({device_, options_.streams}, wantedStreams_);
  if (!footing) {
    return Error{ErrorCode::OutOfMemory,
                 "Memory ran out even with one stream. Choose a smaller size." + whatIsKept()};
  }
  const bool leavesGpu = device_.is_cuda() && !footing->device.is_cuda();
  options_.streams = footing->streams;
  device_ = footing->device;
  if (auto made = makeLearner(); !made) return made;
  const double spent = minutes();
  goBackTo(lastGood_);
  journal_.minutes = spent;
  journal_.streams = lastGood_.journal.streams = options_.streams;
  say(leavesGpu
          ? "The GPU's memory ran out: continuing on the CPU from step " +
                std::to_string(journal_.step) + "."
          : "Memory ran out: continuing from step " + std::to_string(journal_.step) + " with " +
                countText(static_cast<std::size_t>(options_.streams), "stream") + ".");
  return {};
}

Result<void> TrainingLoop::rollBack(const std::string& reason) {
  badSteps_ = 0;
  ++rollbacksSinceValidation_;
  if (++rollbacks_ > mostRollbacks) {
    return Error{ErrorCode::Diverged, "Training diverged " + std::to_string(rollbacks_) +
                                          " times and was stopped. Try a smaller learning rate." +
                                          whatIsKept()};
  }
  const double scale = journal_.rateScale / 2;
  const double spent = minutes();
  goBackTo(lastGood_);
  journal_.minutes = spent;
  journal_.rateScale = lastGood_.journal.rateScale = scale;
  say(reason + ": back to step " + std::to_string(journal_.step) + " with half the learning rate.");
  return {};
}

std::string TrainingLoop::whatIsKept() const {
  if (!std::isfinite(lastGood_.journal.bestLoss)) return " No model was saved.";
  return files_.hasUnsavedModel() ? std::string() : " The best model so far is kept.";
}

// A validation that is stopped leaves no trace; one that shows divergence is undone with all that
// led to it, and no sample is made.
Result<void> TrainingLoop::validate() {
  const auto evaluation = learner_->evaluate(validationSplit_, stop_);
  if (!evaluation && evaluation.error().code == ErrorCode::Cancelled) return {};
  if (!evaluation) return evaluation.error();
  const double loss = evaluation->loss();
  Checkpoint model = learner_->averagedModel();
  const Verdict verdict = verdictOn(*evaluation, model.weights);
  if (verdict == Verdict::Diverged) {
    return rollBack("The validation at step " + std::to_string(journal_.step) +
                    " shows divergence (loss " + lossText(loss) + ")");
  }
  if (journal_.info.curve.empty() && evaluation->notes < sizes_.validationNotes) {
    say("Validations while learning score a sample, " + countText(evaluation->notes) + " of " +
        countText(sizes_.validationNotes) + " notes.");
  }
  const bool best = verdict == Verdict::Useful && !(loss >= journal_.bestLoss);
  const CurvePoint point{journal_.step, journal_.notes, minutes(), sinceValidation_.mean().total(),
                         loss};
  enter(point, best);
  describeModel(model, loss);
  if (best) {
    journal_.info = model.info;
    if (auto kept = files_.keep(model); !kept) return kept;
    rememberBest();
  }
  keepState();
  return tell(*evaluation, point, best, model);
}

void TrainingLoop::enter(const CurvePoint& point, bool best) {
  sinceValidation_ = {};
  journal_.info.curve.push_back(point);
  journal_.lastValidationMinutes = point.minutes;
  journal_.lastValidationEpoch = static_cast<std::int64_t>(epoch());
  lastValidationStep_ = journal_.step;
  journal_.validationsWithoutGain = best ? 0 : journal_.validationsWithoutGain + 1;
  if (best) journal_.bestLoss = point.validation;
}

// Empty where none is wanted, or none can be written, which is no reason to stop learning.
std::filesystem::path TrainingLoop::keepCheckpoint(const Checkpoint& model) const {
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

// A validation is told in any case; where memory runs out while the model composes, without a
// sample.
Result<void> TrainingLoop::tell(const Evaluation& evaluation, const CurvePoint& point, bool best,
                                const Checkpoint& model) {
  const TrainingFigures figures{journal_.info.curve,
                                sizes_.trainNotes,
                                learner_->parameterCount(),
                                fraction(),
                                std::exchange(rollbacksSinceValidation_, 0),
                                evaluation.entropy,
                                {}};
  bool ranOut = false;
  Checkup::Report report;
  std::filesystem::path checkpoint;
  try {
    report = checkup_.examine(figures, &model, stop_);
    checkpoint = keepCheckpoint(model);
  } catch (const std::exception& problem) {
    if (!isOutOfMemory(problem)) throw;
    ranOut = true;
    report = checkup_.examine(figures, nullptr, stop_);
  }
  for (const std::string& sentence : report.news) say(sentence);
  if (observer_.evaluated) {
    observer_.evaluated({point, evaluation.heads, best, evaluation.entropy, report.portrait,
                         report.diagnoses, checkpoint});
  }
  return ranOut ? lighten() : Result<void>();
}

// Writes what is known of the averaged weights beside them.
void TrainingLoop::describeModel(Checkpoint& model, double loss) const {
  model.info = journal_.info;
  model.info.created = nowInUtc();
  model.info.steps = journal_.step;
  model.info.notesSeen = journal_.notes;
  model.info.minutes = minutes();
  model.info.validationLoss = loss;
}

// Weights that no validation has seen yet are better than none, but no reason to replace a model.
Result<void> TrainingLoop::mayReplaceFiles() const {
  if (options_.resume || std::isfinite(journal_.bestLoss)) return {};
  if (journal_.step == 0) {
    return Error{ErrorCode::Cancelled, "Stopped before the first step; nothing was written."};
  }
  std::error_code unknown;
  if (!std::filesystem::exists(options_.out, unknown)) return {};
  return Error{ErrorCode::Cancelled, "Stopped before the first validation; " +
                                         options_.out.string() + " stays as it was."};
}

Result<TrainingOutcome> TrainingLoop::end(TrainingOutcome::Kind kind) {
  if (!std::isfinite(journal_.bestLoss)) {
    if (!journal_.info.curve.empty() || (rollbacks_ > 0 && journal_.step == 0)) {
      return Error{ErrorCode::Diverged,
                   "Training did not improve on random guessing; no model was saved. Try a smaller "
                   "learning rate."};
    }
    if (auto kept = mayReplaceFiles(); !kept) return kept.error();
    Checkpoint model = learner_->averagedModel();
    describeModel(model, std::numeric_limits<double>::quiet_NaN());
    journal_.info = model.info;
    if (auto kept = files_.keep(model); !kept) return kept.error();
  }
  TrainingOutcome outcome{kind, journal_.info};
  files_.finish(snapshot(), outcome);
  return outcome;
}

// The model's file holds the best weights, also where the training is taken back afterwards.
void TrainingLoop::rememberBest() {
  TrainingJournal& good = lastGood_.journal;
  ModelInfo info = journal_.info;
  info.curve = good.info.curve;
  good.info = std::move(info);
  good.bestLoss = journal_.bestLoss;
}

void TrainingLoop::keepState() {
  lastGood_ = snapshot();
  validatedAtLastGood_ = lastValidationStep_;
  if (mayReplaceFiles()) files_.keep(lastGood_);
}

TrainingState TrainingLoop::snapshot() const {
  TrainingState state;
  state.journal = journal_;
  state.journal.minutes = minutes();
  learner_->capture(state);
  return state;
}

void TrainingLoop::goBackTo(const TrainingState& state) {
  journal_ = state.journal;
  lastValidationStep_ = validatedAtLastGood_;
  watch_ = {};
  sinceValidation_ = {};
  learner_->restore(state);
}

}  // namespace cadenza
