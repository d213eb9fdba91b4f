// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <memory>
#include <sstream>

#include "app/cli/commands.h"
#include "core/model/checkpoint.h"

namespace cadenza::cli {
namespace {

std::size_t parametersOf(const Checkpoint& checkpoint) {
  std::size_t count = 0;
  for (const auto& [name, array] : checkpoint.weights) count += array.values.size();
  return count;
}

Json numberOrNull(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

std::optional<int> classesOf(const Recipe& recipe) {
  const auto* chords = std::get_if<ChordRecipe>(&recipe.kind);
  return chords ? std::optional(chords->classes) : std::nullopt;
}

std::string networkText(const Checkpoint& checkpoint) {
  std::string text = checkpoint.recipe.name;
  if (checkpoint.recipe.isOurs()) text += ", " + std::string(name(checkpoint.recipe.size));
  text += ", " + countText(parametersOf(checkpoint), "parameter");
  if (const auto classes = classesOf(checkpoint.recipe)) {
    text += ", " + countText(static_cast<std::size_t>(*classes), "chord class", "chord classes");
  }
  return text;
}

std::string textOf(const Checkpoint& checkpoint) {
  const ModelInfo& info = checkpoint.info;
  std::ostringstream text;
  text << info.name << '\n' << networkText(checkpoint) << '\n';
  if (!info.data.empty()) text << "Learned from " << info.data << '\n';
  if (!info.licence.empty()) text << "Licence of the data: " << info.licence << '\n';
  text << countText(static_cast<std::size_t>(info.notesSeen), "note") << " in "
       << countText(static_cast<std::size_t>(info.steps), "step") << ", "
       << numberText(info.minutes, 1) << " minutes\n";
  if (std::isfinite(info.validationLoss)) {
    text << "Validation " << numberText(info.validationLoss, 3) << ' '
         << lossUnit(checkpoint.recipe) << '\n';
  }
  if (!info.created.empty()) text << "Made " << info.created << '\n';
  if (checkpoint.format < modelFormat) {
    text << "Model format " << checkpoint.format
         << ": no checksum of its header. pack writes the current format.\n";
  }
  return text.str();
}

Json curveOf(const ModelInfo& info) {
  Json curve = Json::array();
  for (const CurvePoint& point : info.curve) {
    curve.push_back({{"step", point.step},
                     {"notes", point.notes},
                     {"minutes", numberOrNull(point.minutes)},
                     {"train", numberOrNull(point.train)},
                     {"validation", numberOrNull(point.validation)}});
  }
  return curve;
}

Json jsonOf(const Checkpoint& checkpoint) {
  const Recipe& recipe = checkpoint.recipe;
  const ModelInfo& info = checkpoint.info;
  const auto classes = classesOf(recipe);
  return {{"name", info.name},
          {"format", checkpoint.format},
          {"recipe", recipe.name},
          {"size", recipe.isOurs() ? Json(std::string(name(recipe.size))) : Json(nullptr)},
          {"parameters", parametersOf(checkpoint)},
          {"classes", classes ? Json(*classes) : Json(nullptr)},
          {"data", info.data},
          {"licence", info.licence},
          {"created", info.created},
          {"steps", info.steps},
          {"notes_seen", info.notesSeen},
          {"minutes", numberOrNull(info.minutes)},
          {"validation_loss", numberOrNull(info.validationLoss)},
          {"loss_unit", std::string(lossUnit(recipe))},
          {"curve", curveOf(info)}};
}

}  // namespace

void addInfo(Commands& commands) {
  const auto file = std::make_shared<std::string>();
  CLI::App& command = commands.add("info", "Tell what a model is, where it comes from and how good",
                                   [file](Console& console) -> Result<Answer> {
                                     const auto checkpoint =
                                         console.waitFor([&] { return loadCheckpoint(*file); });
                                     if (!checkpoint) return checkpoint.error();
                                     return Answer{textOf(*checkpoint), jsonOf(*checkpoint)};
                                   });
  command.add_option("MODEL", *file, "A model file")->required();
}

}  // namespace cadenza::cli
