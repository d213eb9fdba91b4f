// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "app/cli/commands.h"
#include "app/cli/corpus_source.h"
#include "app/cli/learning_options.h"
#include "app/cli/number_option.h"
#include "app/cli/output_path.h"
#include "app/cli/training_log.h"
#include "core/base/file_target.h"
#include "core/learn/learning_module.h"

namespace cadenza::cli {
namespace {

// What overrides the defaults of the recipe; empty where it does not.
struct Settings {
  std::optional<double> minutes, epochs, dropout, learningRate;
  std::optional<int> streams, chunk, patience;
  std::uint64_t seed = 1;
  std::string name, licence, from;
  double validateEveryMinutes = 2.0;
  bool noAugment = false;
  bool noGaps = false;
  bool resume = false;
  bool overwrite = false;
};

struct TrainOptions {
  std::string folder;
  std::string recipe = "performance";
  std::string size = "small";
  std::string pedal;
  std::string out;
  std::string log;
  bool noAttention = false;
  bool faithful = false;
  std::optional<double> frameRate;
  std::optional<std::size_t> songs;
  std::string arithmetic = "auto";
  DeviceOptions device;
  Settings set;
};

std::string_view name(TrainingOutcome::Kind kind) {
  switch (kind) {
    case TrainingOutcome::Kind::Finished:
      return "finished";
    case TrainingOutcome::Kind::StoppedEarly:
      return "stopped early";
    case TrainingOutcome::Kind::Stopped:
      return "stopped";
  }
  return "unknown";
}

Recipe recipeOf(const TrainOptions& options) {
  const auto size = parseNetworkSize(options.size).value_or(NetworkSize::Small);
  Recipe recipe = findRecipe(options.recipe, size).value_or(Recipe{});
  if (auto* ours = std::get_if<EventRecipe>(&recipe.kind)) {
    if (options.pedal == "extend") ours->pedal = PedalMode::Extend;
    if (options.noAttention) ours->network.attention = 0;
  }
  if (auto* chords = std::get_if<ChordRecipe>(&recipe.kind)) {
    chords->faithful = options.faithful;
    chords->framesPerSecond = options.frameRate.value_or(chords->framesPerSecond);
  }
  if (auto* triples = std::get_if<TripleRecipe>(&recipe.kind)) {
    triples->faithful = options.faithful;
  }
  return recipe;
}

ArithmeticChoice parseArithmetic(const std::string& text) {
  if (text == "single") return ArithmeticChoice::Single;
  return text == "mixed" ? ArithmeticChoice::Mixed : ArithmeticChoice::Auto;
}

// Where a model goes whose own place can't be written any more.
std::vector<std::filesystem::path> fallbackFolders() {
  std::vector<std::filesystem::path> folders;
  if (const char* data = std::getenv("XDG_DATA_HOME"); data && *data == '/') {
    folders.push_back(std::filesystem::path(data) / "cadenza/unsaved");
  } else if (const char* home = std::getenv("HOME"); home && *home == '/') {
    folders.push_back(std::filesystem::path(home) / ".local/share/cadenza/unsaved");
  }
  std::error_code problem;
  if (auto scratch = std::filesystem::temp_directory_path(problem); !problem) {
    folders.push_back(scratch / "cadenza-unsaved");
  }
  return folders;
}

TrainingOptions trainingOptions(const TrainOptions& options) {
  const Settings& set = options.set;
  const Recipe recipe = recipeOf(options);
  TrainingOptions training = set.from.empty() ? defaultOptions(recipe) : teachingOptions(recipe);
  training.out = options.out;
  training.fallbackFolders = fallbackFolders();
  training.modelName = set.name;
  training.licence = set.licence;
  if (set.minutes || set.epochs) {
    training.minutes = set.minutes;
    training.epochs = set.epochs;
  }
  training.seed = set.seed;
  training.device = options.device.choice();
  training.threads = options.device.threads;
  training.arithmetic = parseArithmetic(options.arithmetic);
  training.resume = set.resume;
  training.from = set.from;
  training.streams = set.streams.value_or(training.streams);
  training.chunk = set.chunk.value_or(training.chunk);
  training.patience = set.patience.value_or(training.patience);
  if (set.dropout) training.dropout = set.dropout;
  training.optimiser.learningRate = set.learningRate.value_or(training.optimiser.learningRate);
  training.augment = training.augment && !set.noAugment;
  training.gaps = training.gaps && !set.noGaps;
  training.validateEveryMinutes = set.validateEveryMinutes;
  return training;
}

TrainingObserver observe(Console& console, TrainingLog& log, const std::string& unit) {
  return {.began = [&](const TrainingGround&) { log.begin(); },
          .log = [&](const std::string& sentence) { console.say(sentence); },
          .progress =
              [&, unit](const TrainingProgress& progress) {
                log.add(progress);
                console.progress(
                    progress.fraction,
                    "step " + std::to_string(progress.step) + ", " +
                        numberText(progress.train.total(), 3) + " " + unit + ", " +
                        countText(static_cast<std::size_t>(progress.notesPerSecond), "note") +
                        " per second",
                    progress.fraction > 0 ? std::optional(progress.secondsLeft) : std::nullopt);
              },
          .evaluated =
              [&, unit](const TrainingEvaluation& evaluation) {
                log.add(evaluation);
                console.say("Step " + std::to_string(evaluation.point.step) + ", " +
                            numberText(evaluation.point.minutes, 1) + " minutes: validation " +
                            numberText(evaluation.validation.total(), 3) + " " + unit +
                            (evaluation.best ? ", the best so far" : ""));
              }};
}

Error unsavedError(const TrainingOutcome& outcome, const std::string& out) {
  std::string text = "The model could not be written to " + out + ": " + outcome.problem->detail;
  if (!outcome.file.empty()) text += " It was saved to " + outcome.file.string() + ".";
  return {outcome.problem->code, text};
}

Answer answerOf(const TrainingOutcome& outcome, const std::string& out, const std::string& unit) {
  const ModelInfo& model = outcome.model;
  const bool scored = std::isfinite(model.validationLoss);
  std::string text = out + ": " + std::string(name(outcome.kind)) + " after " +
                     numberText(model.minutes, 1) + " minutes, " +
                     countText(static_cast<std::size_t>(model.steps), "step") + ", " +
                     countText(static_cast<std::size_t>(model.notesSeen), "note");
  if (scored) text += "; validation " + numberText(model.validationLoss, 3) + " " + unit;
  return {text + "\n",
          {{"model", out},
           {"name", model.name},
           {"outcome", std::string(name(outcome.kind))},
           {"loss_unit", unit},
           {"validation_loss", scored ? Json(model.validationLoss) : Json()},
           {"steps", model.steps},
           {"notes_seen", model.notesSeen},
           {"minutes", model.minutes}}};
}

// Found out before the corpus is read, not after it.
Result<void> checkOut(const std::filesystem::path& out) {
  const auto target = FileTarget::find(out);
  return target ? Result<void>() : target.error();
}

Result<void> checkLength(const TrainingOptions& training) {
  if (training.minutes || training.epochs) return {};
  return Error{ErrorCode::InvalidArgument, "Say how long to train: use --minutes or --epochs."};
}

// A model and the state of its training are hours of work: neither is replaced unless that was
// asked for.
Result<void> checkReplacing(const TrainOptions& options) {
  if (options.set.resume || options.set.overwrite) return {};
  const std::string state = options.out + std::string(trainingStateEnding);
  for (const std::string& file : {options.out, state}) {
    std::error_code unknown;
    if (!std::filesystem::exists(file, unknown)) continue;
    return Error{ErrorCode::InvalidArgument,
                 file +
                     " exists. Use --resume to resume the training, --overwrite to replace it, or "
                     "another name."};
  }
  return {};
}

Result<void> checkOutputs(const TrainOptions& options) {
  if (auto usable = checkOutput(options.out, OutputKind::Model, {options.set.from}); !usable) {
    return usable;
  }
  if (auto usable = checkOutput(options.log, OutputKind::Text, {options.out, options.set.from});
      !usable) {
    return usable;
  }
  if (auto usable = checkOut(options.out); !usable) return usable;
  return checkReplacing(options);
}

Result<Answer> train(const TrainOptions& options, Console& console) {
  if (auto usable = checkOutputs(options); !usable) return usable.error();
  const TrainingOptions training = trainingOptions(options);
  if (auto usable = checkLength(training); !usable) return usable.error();
  auto corpus = openCorpus(options.folder, console);
  if (!corpus) return corpus.error();
  if (options.songs) corpus->keepTraining(*options.songs);
  const auto learning = loadLearning();
  if (!learning) return learning.error();
  auto log = training.resume ? TrainingLog::openToAppend(options.log, training.recipe)
                             : TrainingLog::openNew(options.log, training.recipe);
  if (!log) return log.error();
  const std::string unit(lossUnit(training.recipe));
  const auto outcome =
      (*learning)->train(*corpus, training, observe(console, *log, unit), console.stopToken());
  if (!outcome) return outcome.error();
  if (!log->good()) console.say("The log " + options.log + " could not be written to its end.");
  if (outcome->problem) return unsavedError(*outcome, options.out);
  return answerOf(*outcome, options.out, unit);
}

constexpr DecimalRange minutesRange{0.0001, 525'600};  // a year
constexpr DecimalRange epochsRange{0.0001, 1'000'000};
constexpr DecimalRange learningRates{1e-8, 1};

void addRecipeOptions(CLI::App& command, TrainOptions& options) {
  command
      .add_option("--recipe", options.recipe,
                  "score, performance, classic-a or classic-b (performance)")
      ->check(CLI::IsMember({"score", "performance", "classic-a", "classic-b"}));
  command.add_flag("--faithful", options.faithful, "A classic with the faults of its original");
  addDecimal(command, "--frame-rate", options.frameRate, "Frames per second of classic-a (5)",
             {1, 100});
  addWhole(command, "--songs", options.songs, "Use only this many training pieces", {1, 1'000'000});
  command.add_option("--size", options.size, "small, medium or large (small)")
      ->check(CLI::IsMember({"small", "medium", "large"}));
  command.add_option("--pedal", options.pedal, "extend notes by it, or model it")
      ->check(CLI::IsMember({"extend", "model"}));
  command.add_option("--name", options.set.name, "The model's name");
  command.add_option("--licence", options.set.licence, "A note on the data's licence");
}

void addCourseOptions(CLI::App& command, Settings& set) {
  CLI::Option* minutes =
      addDecimal(command, "--minutes", set.minutes, "How many minutes to train", minutesRange);
  addDecimal(command, "--epochs", set.epochs, "How many passes over the data", epochsRange)
      ->excludes(minutes);
  addWhole(command, "--seed", set.seed, "Seed of all random numbers (1)", {});
  addWhole(command, "--streams", set.streams, "Pieces learned in parallel (64)", {1, 65'536});
  addWhole(command, "--chunk", set.chunk, "Events per step (64)", {1, 65'536});
  addDecimal(command, "--learning-rate", set.learningRate,
             "At the end of warm-up (0.002; 0.0006 with --from)", learningRates);
  addDecimal(command, "--dropout", set.dropout, "Dropout rate (by the size of the corpus)",
             {0, 0.9});
  addDecimal(command, "--validate-every", set.validateEveryMinutes,
             "Minutes between validations (2)", minutesRange);
  addWhole(command, "--patience", set.patience,
           "Validations without improvement before early stopping (8)", {1, 1'000'000});
  CLI::Option* resume = command.add_flag("--resume", set.resume, "Resume the training of --out");
  command.add_flag("--overwrite", set.overwrite, "Replace --out where it exists")->excludes(resume);
  command.add_option("--from", set.from, "Fine-tune this model")->excludes(resume);
}

void addAblations(CLI::App& command, TrainOptions& options) {
  command.add_flag("--no-attention", options.noAttention, "Without the attention block");
  command.add_flag("--no-augment", options.set.noAugment, "Learn the pieces only as they are");
  command.add_flag("--no-gaps", options.set.noGaps, "Do not learn to fill gaps");
  command
      .add_option("--arithmetic", options.arithmetic,
                  "single, mixed (factors in bfloat16) or auto, which tries (auto)")
      ->check(CLI::IsMember({"auto", "single", "mixed"}));
}

}  // namespace

void addTrain(Commands& commands) {
  const auto options = std::make_shared<TrainOptions>();
  CLI::App& command =
      commands.add("train", "Train a model on a folder of MIDI files; Ctrl-C keeps the best so far",
                   [options](Console& console) { return train(*options, console); });
  command.add_option("DIR", options->folder, "A folder with MIDI files")->required();
  command.add_option("--out", options->out, "The model file to write")->required();
  command.add_option("--log", options->log, "Write the course of the training as JSON lines");
  addRecipeOptions(command, *options);
  addDeviceOptions(command, options->device);
  addCourseOptions(command, options->set);
  addAblations(command, *options);
}

}  // namespace cadenza::cli
