// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/trainer.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <memory>

#include "core/learn/batches.h"
#include "core/learn/device.h"
#include "core/learn/evaluation.h"
#include "core/learn/event_network.h"
#include "core/learn/optimiser.h"
#include "core/learn/training_state.h"

namespace cadenza {
namespace {

constexpr std::int64_t warmUpSteps = 50;
constexpr double largestGradientNorm = 1.0;
constexpr int sampleChunks = 16;
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

std::string withDecimals(double value, int decimals) {
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
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
  double notes = 0;

  void add(const torch::Tensor& sums, std::size_t noteCount) {
    heads += sums.to(torch::kCPU, torch::kFloat64);
    notes += static_cast<double>(noteCount);
  }
  [[nodiscard]] HeadLosses mean() const {
    const double* nats = heads.data_ptr<double>();
    const double count = std::max(1.0, notes);
    return {nats[0] / count, nats[1] / count, nats[2] / count};
  }
};

class Trainer {
 public:
  Trainer(const Corpus& corpus, const TrainingOptions& options, const TrainingObserver& observer,
          std::stop_token stop, torch::Device device)
      : corpus_(corpus),
        options_(options),
        observer_(observer),
        stop_(std::move(stop)),
        network_(options.recipe, device),
        optimiser_(network_.parameters(), options.weightDecay),
        dealer_(
            corpus, Split::Train, {options.recipe.grid, options.recipe.pedal},
            options.augment ? PieceDealer::Variation::Augmented : PieceDealer::Variation::AsWritten,
            options.seed),
        streams_(corpus, options.streams, [this] { return std::optional(dealer_.deal()); }),
        carried_(network_.initialState(options.streams)) {}

  Result<TrainingOutcome> run() {
    if (auto prepared = prepare(); !prepared) return prepared.error();
    EventBatch batch(options_.chunk, options_.streams);
    while (!finished()) {
      if (stop_.stop_requested()) return end(TrainingOutcome::Kind::Stopped);
      streams_.next(batch);
      if (!learn(batch)) {
        if (auto back = rollBack(); !back) return back.error();
      }
      if (validationDue()) {
        if (auto validated = validate(); !validated) return validated.error();
        if (auto kept = keepState(); !kept) return kept.error();
        if (state_.validationsWithoutGain >= options_.patience) {
          say("No gain in the last " + std::to_string(options_.patience) +
              " validations: stopped early.");
          return end(TrainingOutcome::Kind::StoppedEarly);
        }
      }
    }
    if (state_.lastValidationMinutes < minutes()) {
      if (auto validated = validate(); !validated) return validated.error();
    }
    return end(TrainingOutcome::Kind::Finished);
  }

 private:
  void say(const std::string& sentence) const {
    if (observer_.log) observer_.log(sentence);
  }

  [[nodiscard]] double minutes() const { return state_.minutes + watch_.minutes(); }
  [[nodiscard]] double epoch() const {
    return static_cast<double>(state_.notes) / static_cast<double>(trainNotes_);
  }
  [[nodiscard]] double fraction() const {
    double done = 0;
    if (options_.epochs) done = std::max(done, epoch() / *options_.epochs);
    if (options_.minutes) done = std::max(done, minutes() / *options_.minutes);
    return std::min(done, 1.0);
  }
  [[nodiscard]] bool finished() const { return fraction() >= 1.0; }
  [[nodiscard]] bool validationDue() const {
    return std::floor(epoch()) > static_cast<double>(state_.lastValidationEpoch) ||
           minutes() - state_.lastValidationMinutes >= options_.validateEveryMinutes;
  }

  Result<void> prepare() {
    std::size_t pieces = 0;
    for (const CorpusPiece& piece : corpus_.pieces()) {
      if (piece.split == Split::Validation) validationSplit_ = Split::Validation;
      if (piece.split != Split::Train) continue;
      ++pieces;
      trainNotes_ += piece.notes.size();
    }
    if (trainNotes_ == 0) {
      return Error{ErrorCode::EmptyCorpus, "There is no piece to learn from in this corpus."};
    }
    if (options_.threads > 0) at::set_num_threads(options_.threads);
    if (auto begun = options_.resume ? resume() : begin(pieces); !begun) return begun;
    if (options_.threads <= 0 && !network_.device().is_cuda()) timeThreads();
    say("Learning on " + describe(network_.device()) + ": " + std::to_string(pieces) + " pieces, " +
        std::to_string(trainNotes_) + " notes; " + std::to_string(network_.parameters().count()) +
        " parameters.");
    if (validationSplit_ == Split::Train) {
      say("No piece is held out for validation: the training pieces themselves are scored.");
    }
    watch_ = {};
    lastGood_ = snapshot();
    return {};
  }

  Result<void> begin(std::size_t pieces) {
    torch::manual_seed(options_.seed);
    initialise(network_.parameters(), options_.seed);
    optimiser_.restart();
    state_.recipe = options_.recipe;
    state_.corpusFingerprint = fingerprint(corpus_);
    state_.bestLoss = notMeasured;
    const std::string folder =
        std::filesystem::path(corpus_.folder()).lexically_normal().filename().string();
    const std::string source = folder.empty() ? "pieces" : folder;
    state_.info.name =
        options_.modelName.empty()
            ? options_.recipe.name + " " + std::string(name(options_.recipe.size)) + ", " + source
            : options_.modelName;
    state_.info.data = source + ": " + std::to_string(pieces) + " pieces, " +
                       std::to_string(trainNotes_) + " notes";
    state_.info.licence = options_.licence;
    state_.info.validationLoss = notMeasured;
    return {};
  }

  Result<void> resume() {
    auto loaded = loadTrainingState(trainingStateFile(options_.out));
    if (!loaded) return loaded.error();
    const bool fits = loaded->recipe == options_.recipe &&
                      loaded->corpusFingerprint == fingerprint(corpus_) &&
                      loaded->cursors.size() == static_cast<std::size_t>(options_.streams);
    if (!fits) {
      return Error{ErrorCode::InvalidArgument,
                   "The training beside " + options_.out.string() +
                       " had another recipe, size or corpus; resume it with the same, or start a "
                       "new one under another name."};
    }
    restore(*loaded);
    say("Going on from step " + std::to_string(state_.step) + ", after " +
        withDecimals(state_.minutes, 1) + " minutes.");
    return {};
  }

  // The steps that are timed leave no trace: everything is put back.
  void timeThreads() {
    const TrainingState before = snapshot();
    EventBatch batch(std::min(options_.chunk, 32), options_.streams);
    streams_.next(batch);
    chooseThreadsByTiming([&] {
      auto carried = network_.initialState(options_.streams);
      network_.losses(batch, carried, options_.dropout).total.backward();
    });
    network_.parameters().gradients().zero_();
    restore(before);
  }

  // False after the third step in a row whose loss or gradient is no number.
  bool learn(const EventBatch& batch) {
    const Stopwatch stepWatch;
    const double rate = options_.learningRate * state_.rateScale *
                        warmUpAndCosine(state_.step, warmUpSteps, fraction());
    const auto losses = network_.losses(batch, carried_, options_.dropout);
    (losses.total / static_cast<double>(std::max<std::size_t>(1, batch.events))).backward();
    const double norm = optimiser_.step(rate, largestGradientNorm);
    if (!std::isfinite(norm)) {
      say("Step " + std::to_string(state_.step) + " gave no finite gradient and was dropped.");
      carried_ = network_.initialState(options_.streams);
      return ++badSteps_ < 3;
    }
    badSteps_ = 0;
    ++state_.step;
    state_.notes += static_cast<std::int64_t>(batch.notes);
    sinceReport_.add(losses.heads, batch.notes);
    sinceValidation_.add(losses.heads, batch.notes);
    report(rate, norm, static_cast<double>(batch.notes) / (stepWatch.minutes() * 60));
    return true;
  }

  void report(double rate, double norm, double notesPerSecond) {
    smoothedRate_ =
        smoothedRate_ == 0 ? notesPerSecond : 0.9 * smoothedRate_ + 0.1 * notesPerSecond;
    if (!observer_.progress) return;
    const double done = fraction();
    const double spent = watch_.minutes() * 60;
    const double gained = std::max(1e-9, done - fractionAtStart_);
    observer_.progress({state_.step, state_.notes, epoch(), minutes(), done,
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
    const double scale = state_.rateScale / 2;
    const double spent = minutes();
    restore(lastGood_);
    state_.minutes = spent;
    state_.rateScale = lastGood_.rateScale = scale;
    watch_ = {};
    say("Three such steps in a row: back to step " + std::to_string(state_.step) +
        " with half the learning rate.");
    return {};
  }

  Result<void> validate() {
    const AveragedWeights averaged(network_.parameters(), optimiser_.average());
    const auto evaluation =
        evaluateNetwork(network_, corpus_, validationSplit_, {sampleChunks}, {}, stop_);
    if (!evaluation) {
      return evaluation.error().code == ErrorCode::Cancelled ? Result<void>() : evaluation.error();
    }
    const double loss = evaluation->natsPerNote();
    const bool best = std::isfinite(loss) && !(loss >= state_.bestLoss);
    const CurvePoint point{state_.step, state_.notes, minutes(), sinceValidation_.mean().total(),
                           loss};
    sinceValidation_ = {};
    state_.info.curve.push_back(point);
    state_.lastValidationMinutes = point.minutes;
    state_.lastValidationEpoch = static_cast<std::int64_t>(epoch());
    state_.validationsWithoutGain = best ? 0 : state_.validationsWithoutGain + 1;
    if (best) {
      state_.bestLoss = loss;
      if (auto saved = saveModel(loss); !saved) return saved;
    }
    if (observer_.evaluated) observer_.evaluated({point, evaluation->heads, best});
    return {};
  }

  // The averaged weights must be in place.
  Result<void> saveModel(double loss) {
    fillInfo(loss);
    return saveCheckpoint(options_.out,
                          {options_.recipe, state_.info, network_.parameters().toWeights()});
  }

  void fillInfo(double loss) {
    state_.info.created = nowInUtc();
    state_.info.steps = state_.step;
    state_.info.notesSeen = state_.notes;
    state_.info.minutes = minutes();
    state_.info.validationLoss = loss;
  }

  Result<TrainingOutcome> end(TrainingOutcome::Kind kind) {
    if (!std::isfinite(state_.bestLoss)) {
      const AveragedWeights averaged(network_.parameters(), optimiser_.average());
      if (auto saved = saveModel(notMeasured); !saved) return saved.error();
    }
    if (auto kept = keepState(); !kept) return kept.error();
    return TrainingOutcome{kind, state_.info};
  }

  Result<void> keepState() {
    lastGood_ = snapshot();
    return saveTrainingState(trainingStateFile(options_.out), lastGood_);
  }

  [[nodiscard]] TrainingState snapshot() {
    TrainingState state = state_;
    state.minutes = minutes();
    state.dealer = dealer_.state();
    state.cursors = streams_.cursors();
    auto generator = at::detail::getDefaultCPUGenerator();
    state.generator = generator.get_state().clone();
    state.values = network_.parameters().values().clone();
    const auto optimiser = optimiser_.state();
    state.optimiser = {optimiser.first.clone(), optimiser.second.clone(), optimiser.average.clone(),
                       optimiser.steps};
    state.carried.clear();
    for (const auto& layer : carried_) state.carried.push_back(layer.clone());
    return state;
  }

  void restore(const TrainingState& state) {
    torch::NoGradGuard guard;
    state_ = state;
    dealer_.restore(state.dealer);
    streams_.restore(state.cursors);
    auto generator = at::detail::getDefaultCPUGenerator();
    generator.set_state(state.generator);
    network_.parameters().values().copy_(state.values);
    optimiser_.restore(state.optimiser);
    for (std::size_t i = 0; i < carried_.size(); ++i) {
      carried_[i] = state.carried[i].to(network_.device(), torch::kFloat32, false, true);
    }
    fractionAtStart_ = 0;
    watch_ = {};
    fractionAtStart_ = fraction();
  }

  const Corpus& corpus_;
  const TrainingOptions& options_;
  const TrainingObserver& observer_;
  std::stop_token stop_;
  EventNetwork network_;
  Optimiser optimiser_;
  PieceDealer dealer_;
  EventStreams streams_;
  EventNetwork::State carried_;
  TrainingState state_;  // its tensors stay empty but in snapshots
  TrainingState lastGood_;
  Stopwatch watch_;
  Split validationSplit_ = Split::Train;
  std::size_t trainNotes_ = 0;
  RunningLoss sinceReport_;
  RunningLoss sinceValidation_;
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
  Trainer trainer(corpus, options, observer, std::move(stop), *device);
  return trainer.run();
}

}  // namespace cadenza
