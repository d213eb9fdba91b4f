// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include "app/cli/commands.h"
#include "app/cli/corpus_source.h"
#include "app/cli/learning_options.h"
#include "app/cli/number_option.h"
#include "core/learn/learning_module.h"

namespace cadenza::cli {
namespace {

struct EvaluateOptions {
  std::string model;
  std::string folder;
  std::string split = "validation";
  std::size_t gaps = 0;
  std::string pedal;
  DeviceOptions device;
};

Split parseSplit(const std::string& text) {
  if (text == "train") return Split::Train;
  return text == "test" ? Split::Test : Split::Validation;
}

Answer answerOf(const Evaluation& evaluation, const Recipe& recipe, Split split) {
  std::string parts;
  Json heads = Json::object();
  const auto names = headNames(recipe);
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i].empty()) continue;
    const double loss = evaluation.heads.heads[i];
    parts += (parts.empty() ? "" : ", ") + numberText(loss, 3) + " " + std::string(names[i]);
    heads[std::string(names[i])] = loss;
  }
  const std::string unit(lossUnit(recipe));
  return {std::string(name(split)) + ": " + numberText(evaluation.loss(), 3) + " " + unit + " (" +
              parts + "), " + countText(evaluation.notes, "note") + " in " +
              countText(evaluation.pieces, "piece") + "\n",
          {{"split", std::string(name(split))},
           {"pieces", evaluation.pieces},
           {"notes", evaluation.notes},
           {"events", evaluation.events},
           {"unit", unit},
           {"loss", evaluation.loss()},
           {"nats_per_note", evaluation.natsPerNote},
           {"nats_per_event", evaluation.natsPerEvent},
           {"heads", heads}}};
}

Json toJson(const HeadLosses& losses) {
  return {{"shift", losses.heads[0]},
          {"action", losses.heads[1]},
          {"velocity", losses.heads[2]},
          {"total", losses.total()}};
}

Answer answerOf(const GapEvaluation& evaluation, Split split) {
  const double both = evaluation.bothSides.total();
  const double alone = evaluation.prefixAlone.total();
  return {std::string(name(split)) + ": the middle of a gap costs " + numberText(both, 3) +
              " nats a note with both sides known, " + numberText(alone, 3) +
              " with what leads to it alone (" + numberText(alone - both, 3) + " saved); " +
              countText(evaluation.gaps, "gap") + ", " + countText(evaluation.notes, "note") + "\n",
          {{"split", std::string(name(split))},
           {"gaps", evaluation.gaps},
           {"notes", evaluation.notes},
           {"both_sides", toJson(evaluation.bothSides)},
           {"prefix_alone", toJson(evaluation.prefixAlone)}}};
}

Result<Answer> evaluate(const EvaluateOptions& options, Console& console) {
  auto checkpoint = console.waitFor([&] { return loadCheckpoint(options.model); });
  if (!checkpoint) return checkpoint.error();
  if (auto* ours = std::get_if<EventRecipe>(&checkpoint->recipe.kind);
      ours && !options.pedal.empty()) {
    ours->pedal = options.pedal == "extend" ? PedalMode::Extend : PedalMode::Model;
  }
  const auto corpus = openCorpus(options.folder, console);
  if (!corpus) return corpus.error();
  const auto learning = loadLearning();
  if (!learning) return learning.error();
  const EvaluationOptions evaluation{
      parseSplit(options.split), options.device.choice(), options.device.threads,
      [&](double fraction) { console.progress(fraction, options.model); }};
  if (options.gaps > 0) {
    const auto result = (*learning)->evaluateGaps(*corpus, *checkpoint, options.gaps, evaluation,
                                                  console.stopToken());
    if (!result) return result.error();
    return answerOf(*result, evaluation.split);
  }
  const auto result = (*learning)->evaluate(*corpus, *checkpoint, evaluation, console.stopToken());
  if (!result) return result.error();
  return answerOf(*result, checkpoint->recipe, evaluation.split);
}

}  // namespace

void addEvaluate(Commands& commands) {
  const auto options = std::make_shared<EvaluateOptions>();
  CLI::App& command =
      commands.add("evaluate", "Score a model on pieces: nats a note, lower is better",
                   [options](Console& console) { return evaluate(*options, console); });
  command.add_option("MODEL", options->model, "A model file")->required();
  command.add_option("DIR", options->folder, "A folder with MIDI files")->required();
  command.add_option("--split", options->split, "train, validation or test (validation)")
      ->check(CLI::IsMember({"train", "validation", "test"}));
  command
      .add_option("--pedal", options->pedal,
                  "extend notes by it (as published figures have it), or model it (as the model)")
      ->check(CLI::IsMember({"extend", "model"}));
  addWhole(command, "--gaps", options->gaps,
           "Score so many gaps instead: their middles, with and without what follows",
           {0, 1'000'000});
  addDeviceOptions(command, options->device);
}

}  // namespace cadenza::cli
