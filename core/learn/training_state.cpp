// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/training_state.h"

#include <cmath>
#include <cstring>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/base/caught.h"
#include "core/base/json_text.h"
#include "core/model/model_metadata.h"
#include "core/model/safetensors.h"

namespace cadenza {
namespace {

using Json = nlohmann::json;

constexpr const char* formatName = "cadenza-training";
constexpr const char* formatVersion = "2";  // the first had none, and no checksum of its header
constexpr std::string_view dataPrefix = "data.";

WeightArray toArray(const torch::Tensor& tensor) {
  const torch::Tensor host = tensor.detach().to(torch::kCPU, torch::kFloat32).contiguous();
  WeightArray array{host.sizes().vec(), std::vector<float>(static_cast<std::size_t>(host.numel()))};
  if (array.values.empty()) return array;
  std::memcpy(array.values.data(), host.data_ptr<float>(), array.values.size() * sizeof(float));
  return array;
}

torch::Tensor toTorch(const WeightArray& array) {
  return torch::tensor(array.values).view(array.shape);
}

Json progressToJson(const TrainingState& state) {
  return {{"corpus", state.journal.corpusFingerprint},
          {"step", state.journal.step},
          {"notes", state.journal.notes},
          {"minutes", state.journal.minutes},
          {"rate_scale", state.journal.rateScale},
          {"best_loss",
           std::isfinite(state.journal.bestLoss) ? Json(state.journal.bestLoss) : Json(nullptr)},
          {"without_gain", state.journal.validationsWithoutGain},
          {"last_validation_minutes", state.journal.lastValidationMinutes},
          {"last_validation_epoch", state.journal.lastValidationEpoch},
          {"streams", state.journal.streams},
          {"optimiser_steps", state.optimiser.steps}};
}

void readProgress(const Json& json, TrainingState& state) {
  state.journal.corpusFingerprint = json.at("corpus").get<std::string>();
  const auto natural = [&](const char* name) { return integerOf(json.at(name), 0).value(); };
  const auto small = [&](const char* name) {
    return static_cast<int>(integerOf(json.at(name), 0, std::numeric_limits<int>::max()).value());
  };
  state.journal.step = natural("step");
  state.journal.notes = natural("notes");
  state.journal.minutes = json.at("minutes").get<double>();
  state.journal.rateScale = json.at("rate_scale").get<double>();
  const Json& best = json.at("best_loss");
  state.journal.bestLoss =
      best.is_null() ? std::numeric_limits<double>::quiet_NaN() : best.get<double>();
  state.journal.validationsWithoutGain = small("without_gain");
  state.journal.lastValidationMinutes = json.at("last_validation_minutes").get<double>();
  state.journal.lastValidationEpoch = natural("last_validation_epoch");
  state.optimiser.steps = natural("optimiser_steps");
  state.journal.streams = small("streams");
}

void readTensors(const Weights& tensors, TrainingState& state) {
  state.values = toTorch(tensors.at("values"));
  state.optimiser.first = toTorch(tensors.at("first"));
  state.optimiser.second = toTorch(tensors.at("second"));
  state.optimiser.average = toTorch(tensors.at("average"));
  state.generator = toTorch(tensors.at("generator")).to(torch::kUInt8);
  for (const auto& [name, array] : tensors) {
    if (name.starts_with(dataPrefix)) {
      state.data.carried.emplace(name.substr(dataPrefix.size()), toTorch(array));
    }
  }
}

}  // namespace

std::string fingerprint(const Corpus& corpus) {
  std::uint64_t hash = 1469598103934665603u;
  for (const CorpusPiece& piece : corpus.pieces()) {
    hash = (hash ^ piece.contentHash ^ static_cast<std::uint64_t>(piece.split)) * 1099511628211u;
  }
  return std::to_string(hash);
}

Result<void> saveTrainingState(const std::filesystem::path& path, const TrainingState& state) {
  SafetensorsFile file;
  file.metadata = {{"format", formatName},
                   {"version", formatVersion},
                   {"recipe", toJson(state.journal.recipe)},
                   {"info", toJson(state.journal.info)},
                   {"data", state.data.cursor},
                   {"progress", progressToJson(state).dump()}};
  if (state.journal.corpusRecord) file.metadata["pieces"] = *state.journal.corpusRecord;
  file.tensors = {{"values", toArray(state.values)},
                  {"first", toArray(state.optimiser.first)},
                  {"second", toArray(state.optimiser.second)},
                  {"average", toArray(state.optimiser.average)},
                  {"generator", toArray(state.generator)}};
  for (const auto& [name, tensor] : state.data.carried) {
    file.tensors.emplace(std::string(dataPrefix) + name, toArray(tensor));
  }
  return writeSafetensors(path, file);
}

Result<TrainingState> loadTrainingState(const std::filesystem::path& path) {
  const auto file = readSafetensors(path);
  if (!file) return file.error();
  const Error unsupported{ErrorCode::UnsupportedFile,
                          path.string() + " is no training to go on from."};
  try {
    if (file->metadata.at("format") != formatName) return unsupported;
    if (const auto version = file->metadata.find("version"); version != file->metadata.end()) {
      if (version->second != formatVersion) return unsupported;
      if (!hasChecksums(file->metadata)) {
        return Error{ErrorCode::DamagedFile,
                     path.string() + " is damaged: its checksums are missing."};
      }
    }
    const auto recipe = recipeFromJson(file->metadata.at("recipe"));
    const auto info = modelInfoFromJson(file->metadata.at("info"));
    if (!recipe || !info) return unsupported;
    TrainingState state;
    state.journal.recipe = *recipe;
    state.journal.info = *info;
    if (const auto pieces = file->metadata.find("pieces"); pieces != file->metadata.end()) {
      state.journal.corpusRecord = std::make_shared<const std::string>(pieces->second);
    }
    readProgress(parseJson(file->metadata.at("progress")), state);
    readTensors(file->tensors, state);
    state.data.cursor = file->metadata.at("data");
    return state;
  } catch (const std::exception& problem) {
    if (isOutOfMemory(problem)) throw;
    return Error{ErrorCode::DamagedFile, path.string() + " is damaged: " + problem.what()};
  }
}

}  // namespace cadenza
