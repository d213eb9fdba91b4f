// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/checkpoint.h"

#include <utility>

#include "core/model/model_metadata.h"

namespace cadenza {
namespace {

constexpr const char* formatName = "cadenza-model";
constexpr const char* formatVersion = "1";

Error unsupported(const std::filesystem::path& path, const std::string& why) {
  return {ErrorCode::UnsupportedFile, path.string() + " " + why};
}

Result<Checkpoint> parseMetadata(const std::filesystem::path& path,
                                 const std::map<std::string, std::string>& metadata) {
  const auto text = [&](const char* key) {
    const auto found = metadata.find(key);
    return found == metadata.end() ? std::string() : found->second;
  };
  if (text("format") != formatName) return unsupported(path, "is not a Cadenza model.");
  if (text("version") != formatVersion) {
    return unsupported(path, "was written by a newer Cadenza (format " + text("version") +
                                 "); update Cadenza to use it.");
  }
  const auto recipe = recipeFromJson(text("recipe"));
  if (!recipe) return unsupported(path, "has a recipe that this Cadenza does not know.");
  const auto info = modelInfoFromJson(text("info"));
  if (!info)
    return Error{ErrorCode::DamagedFile, path.string() + " is damaged: its info is broken."};
  return Checkpoint{*recipe, *info, {}};
}

}  // namespace

Result<void> saveCheckpoint(const std::filesystem::path& path, const Checkpoint& checkpoint,
                            Precision precision) {
  return writeSafetensors(path,
                          {{{"format", formatName},
                            {"version", formatVersion},
                            {"recipe", toJson(checkpoint.recipe)},
                            {"info", toJson(checkpoint.info)}},
                           checkpoint.weights},
                          precision);
}

Result<Checkpoint> loadCheckpointHeader(const std::filesystem::path& path) {
  const auto metadata = readSafetensorsMetadata(path);
  if (!metadata) return metadata.error();
  return parseMetadata(path, *metadata);
}

Result<Checkpoint> loadCheckpoint(const std::filesystem::path& path) {
  auto file = readSafetensors(path);
  if (!file) return file.error();
  auto checkpoint = parseMetadata(path, file->metadata);
  if (!checkpoint) return checkpoint;
  const auto expected = expectedShapes(checkpoint->recipe);
  bool fits = expected.size() == file->tensors.size();
  for (const auto& [name, shape] : expected) {
    const auto found = file->tensors.find(name);
    fits = fits && found != file->tensors.end() && found->second.shape == shape;
  }
  if (!fits) {
    return Error{ErrorCode::DamagedFile,
                 path.string() + " is damaged: its arrays are not those of its recipe."};
  }
  checkpoint->weights = std::move(file->tensors);
  return checkpoint;
}

std::map<std::string, std::vector<std::int64_t>> expectedShapes(const Recipe& recipe) {
  const std::int64_t width = recipe.network.hidden;
  const std::int64_t head = recipe.network.head;
  std::map<std::string, std::vector<std::int64_t>> shapes = {
      {"input.shift", {shiftCount, width}},
      {"input.action", {actionCount, width}},
      {"input.velocity", {velocityCount + 1, width}},
      {"input.keys", {pianoKeyCount, width}},
      {"input.pedal", {1, width}},
      {"output.norm.weight", {width}},
      {"output.norm.bias", {width}},
      {"shift.weight", {shiftCount, width}},
      {"shift.bias", {shiftCount}},
      {"action.state", {head, width}},
      {"action.bias", {head}},
      {"action.shift", {shiftCount, head}},
      {"action.out.weight", {actionCount, head}},
      {"action.out.bias", {actionCount}},
      {"velocity.state", {head, width}},
      {"velocity.bias", {head}},
      {"velocity.shift", {shiftCount, head}},
      {"velocity.action", {actionCount, head}},
      {"velocity.out.weight", {velocityCount, head}},
      {"velocity.out.bias", {velocityCount}},
  };
  if (recipe.grid == Grid::Score) {
    shapes["input.since"] = shapes["input.until"] = {barPlaceCount, width};
    shapes["action.since"] = shapes["action.until"] = {barPlaceCount, head};
  }
  for (int i = 0; i < recipe.network.layers; ++i) {
    const std::string layer = "layer." + std::to_string(i) + ".";
    shapes[layer + "norm.weight"] = shapes[layer + "norm.bias"] = {width};
    shapes[layer + "weight_ih"] = shapes[layer + "weight_hh"] = {3 * width, width};
    shapes[layer + "bias_ih"] = shapes[layer + "bias_hh"] = {3 * width};
  }
  return shapes;
}

}  // namespace cadenza
