// SPDX-License-Identifier: GPL-3.0-or-later
// Room learn: trains recipes on corpora. torch lives here and in no header: the programs load it at
// run time (learning_module.h), so that who only edits and plays does not pay for it.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/corpus/corpus.h"
#include "core/learn/diagnosis.h"
#include "core/learn/training_control.h"
#include "core/model/checkpoint.h"

namespace cadenza {

enum class DeviceChoice { Auto, Cpu, Cuda };

/// How large products are computed: Mixed rounds their factors to bfloat16 (core/learn/product.h).
/// Auto takes Mixed where a trial shows that it is clearly faster.
enum class ArithmeticChoice { Auto, Single, Mixed };

struct OptimiserOptions {
  /// AdamW: Loshchilov & Hutter 2019 (Adam, where nothing decays). NAdam: Dozat 2016.
  enum class Kind { AdamW, NAdam } kind = Kind::AdamW;
  double learningRate = 2e-3;  ///< at the end of warm-up
  enum class Schedule { WarmUpAndCosine, Constant } schedule = Schedule::WarmUpAndCosine;
  double firstDecay = 0.9;
  double secondDecay = 0.98;
  double epsilon = 1e-8;
  double weightDecay = 0.01;
  double largestNorm = 1.0;  ///< gradients are clipped to it
  /// Whether evaluations and the model file take weights averaged over the last steps.
  bool averages = true;
};

/// What the user may choose about a training; defaultOptions(recipe) fills in what the recipe
/// wants, so that only what differs is to be set.
struct TrainingOptions {
  std::filesystem::path out;  ///< the model file; the best weights are kept there
  Recipe recipe;
  std::string modelName;          ///< empty: made from recipe and folder
  std::string licence;            ///< note on the data's licence, kept with the model
  std::optional<double> minutes;  ///< of training, evaluation included
  std::optional<double> epochs;   ///< passes over the training split
  std::uint64_t seed = 1;
  DeviceChoice device = DeviceChoice::Auto;
  ArithmeticChoice arithmetic = ArithmeticChoice::Auto;
  int threads = 0;      ///< 0: chosen by timing
  bool resume = false;  ///< go on from `out` with its .training file
  /// A model of the same recipe to go on from, instead of from fresh weights; its network may lack
  /// what has been added since (ages of keys, attention, density and gaps). Empty: none.
  std::filesystem::path from;
  /// Folders that take the model and its state when `out` can't be written at the end, the first
  /// that can be written.
  std::vector<std::filesystem::path> fallbackFolders;
  /// Where a model in half precision is kept of each validation, named by its step; from time to
  /// time some of the older are let go (see checkpointsToDrop). Empty: none are kept.
  std::filesystem::path checkpoints;
  int streams = 64;  ///< pieces learned side by side; examples a batch of the classics
  int chunk = 64;    ///< events a step of truncated back-propagation
  /// Share of each layer's output that is left out while learning. Without it: 0.15 for a corpus
  /// of fewer than two million notes, which a network would learn by heart, else none.
  std::optional<double> dropout;
  bool augment = true;  ///< transposition, time stretch, velocity shift
  bool gaps = true;     ///< a part of the streams learns to fill gaps
  OptimiserOptions optimiser;
  bool portraits = true;  ///< at each validation it composes a little, see self_portrait.h
  double validateEveryMinutes = 2.0;
  int patience = 8;  ///< validations without gain before it stops early
};

/// Behind the name of a model file: the state from which its training goes on.
inline constexpr std::string_view trainingStateEnding = ".training";

/// The defaults of a recipe.
[[nodiscard]] TrainingOptions defaultOptions(const Recipe& recipe);

/// The same for teaching a model of that recipe further (see `from`), which is to be changed more
/// gently than one that knows nothing: three tenths of the learning rate.
[[nodiscard]] TrainingOptions teachingOptions(const Recipe& recipe);

/// Losses by what they were spent on, in the order of headNames(recipe) and in its lossUnit.
struct HeadLosses {
  std::array<double, 3> heads{};
  [[nodiscard]] double total() const { return heads[0] + heads[1] + heads[2]; }
};

/// A snapshot of a running training; the latest replaces those before it.
struct TrainingProgress {
  std::int64_t step = 0;
  std::int64_t notes = 0;  ///< learned from so far
  double epoch = 0;        ///< passes over the data so far
  double minutes = 0;      ///< spent so far, over all resumes
  double fraction = 0;     ///< of the whole, 0 to 1
  double secondsLeft = 0;
  double notesPerSecond = 0;  ///< lately
  double learningRate = 0;
  double gradientNorm = 0;
  HeadLosses train;          ///< mean since the last snapshot
  std::uint64_t memory = 0;  ///< bytes that the device holds for it; 0 if unknown
};

/// A validation; never dropped.
struct TrainingEvaluation {
  CurvePoint point;
  HeadLosses validation;
  bool best = false;                      ///< the model file now holds these weights
  double entropy = 0;                     ///< see Evaluation
  std::optional<SelfPortrait> portrait;   ///< what it writes by now
  std::vector<Diagnosis> diagnoses;       ///< empty while all is well
  std::filesystem::path checkpoint = {};  ///< of this moment; empty where none is kept
};

/// What a training works with, told before its first step.
struct TrainingGround {
  std::string device;  ///< "CPU, 2 threads"
  std::size_t trainPieces = 0;
  std::size_t trainNotes = 0;
  std::size_t validationPieces = 0;
  std::size_t validationNotes = 0;
  std::int64_t parameters = 0;
};

/// How a training ended; exactly one, always.
struct TrainingOutcome {
  enum class Kind { Finished, StoppedEarly, Stopped } kind = Kind::Finished;
  ModelInfo model;                  ///< of the best weights
  std::filesystem::path file = {};  ///< that holds them; empty where none could be written
  /// Why they are not in TrainingOptions::out, and the weights themselves, to be saved elsewhere.
  std::optional<Error> problem = {};
  std::shared_ptr<const Checkpoint> unsaved = {};
};

/// What a training tells. Called on the training thread; must return soon and not throw.
struct TrainingObserver {
  std::function<void(const TrainingGround&)> began;
  std::function<void(const std::string&)> log;  ///< a sentence for the user, English
  std::function<void(const TrainingProgress&)> progress;
  std::function<void(const TrainingEvaluation&)> evaluated;
};

/// The result of scoring a model on a split: whole pieces, carried state, no crops.
struct Evaluation {
  std::size_t pieces = 0;
  std::size_t notes = 0;
  std::size_t events = 0;
  HeadLosses heads;
  double natsPerEvent = 0;
  /// What the notes' information cost; the loss itself for ours. See chord_evaluation.h and
  /// triple_evaluation.h for how the classics' compare.
  double natsPerNote = 0;
  /// Mean entropy, nats, of what the network says of the next action (chord, pitch) before it is
  /// known; NaN if unknown.
  double entropy = std::numeric_limits<double>::quiet_NaN();
  /// The loss of a guess on the same pieces: all classes equally likely; Classic B also times of 0.
  double guessLoss = std::numeric_limits<double>::quiet_NaN();
  [[nodiscard]] double loss() const { return heads.total(); }
};

/// What the middle of a gap costs, in nats a note, when both sides of it are known and when only
/// what leads to it is.
struct GapEvaluation {
  std::size_t gaps = 0;
  std::size_t notes = 0;  ///< in the gaps
  HeadLosses bothSides;
  HeadLosses prefixAlone;
};

struct EvaluationOptions {
  Split split = Split::Validation;
  DeviceChoice device = DeviceChoice::Auto;
  int threads = 0;
  std::function<void(double fraction)> progress;
};

/// The door to everything that needs torch.
class Learning {
 public:
  virtual ~Learning() = default;

  /// Trains; blocks until the end. When `stop` is requested the best weights so far (or, before
  /// the first validation, the present ones) are in `out` and the outcome is Stopped. Fails with
  /// EmptyCorpus, InvalidArgument, DeviceUnavailable, OutOfMemory, Diverged, Internal, or as files
  /// do where `out` or its state can't be written at the start; the last good model is never
  /// overwritten by a bad one. A write that fails later is tried again at each validation; see
  /// TrainingOutcome::problem for the end. The detail of an error names the file in a fallback
  /// folder that took the best model. One training at a time. `control` may be null.
  [[nodiscard]] virtual Result<TrainingOutcome> train(const Corpus& corpus,
                                                      const TrainingOptions& options,
                                                      const TrainingObserver& observer,
                                                      std::stop_token stop,
                                                      TrainingControl* control = nullptr) = 0;

  /// Scores a model. Fails with EmptyCorpus, Cancelled, DeviceUnavailable, and with DamagedFile
  /// for a model whose losses are not finite; so does evaluateGaps.
  [[nodiscard]] virtual Result<Evaluation> evaluate(const Corpus& corpus,
                                                    const Checkpoint& checkpoint,
                                                    const EvaluationOptions& options,
                                                    std::stop_token stop) = 0;

  /// Scores how well a model uses what follows a gap, on `gaps` gaps. Fails as evaluate does, and
  /// with InvalidArgument for a model that has not learned to.
  [[nodiscard]] virtual Result<GapEvaluation> evaluateGaps(const Corpus& corpus,
                                                           const Checkpoint& checkpoint,
                                                           std::size_t gaps,
                                                           const EvaluationOptions& options,
                                                           std::stop_token stop) = 0;

  /// "CPU (2 threads)" or "NVIDIA ... (CUDA)"; what Auto would choose.
  [[nodiscard]] virtual std::string defaultDevice() = 0;
};

}  // namespace cadenza
