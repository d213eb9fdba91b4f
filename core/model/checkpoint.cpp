// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/checkpoint.h"

#include <functional>
#include <numeric>
#include <utility>

#include "core/base/plain_text.h"
#include "core/model/model_metadata.h"

namespace cadenza {
namespace {

constexpr const char* formatName = "cadenza-model";
constexpr const char* firstVersion = "1";  // without a checksum of the header
constexpr const char* formatVersion = "2";

Error unsupported(const std::filesystem::path& path, const std::string& why) {
  return {ErrorCode::UnsupportedFile, path.string() + " " + why};
}

using Metadata = std::map<std::string, std::string>;

std::string textOf(const Metadata& metadata, const char* key) {
  const auto found = metadata.find(key);
  return found == metadata.end() ? std::string() : found->second;
}

// Whether it is a model of a format that this program reads.
MetadataCheck formatIsKnown(const std::filesystem::path& path) {
  return [&path](const Metadata& metadata) -> std::optional<Error> {
    if (textOf(metadata, "format") != formatName) {
      return unsupported(path, "is not a Cadenza model.");
    }
    const std::string version = textOf(metadata, "version");
    if (version == firstVersion || version == formatVersion) return std::nullopt;
    return unsupported(path, "was written by a newer Cadenza (format " + plainText(version, 20) +
                                 "); update Cadenza to use it.");
  };
}

Result<Checkpoint> parseMetadata(const std::filesystem::path& path, const Metadata& metadata) {
  const auto text = [&](const char* key) { return textOf(metadata, key); };
  const std::string version = text("version");
  if (version == formatVersion && !hasChecksums(metadata)) {
    return Error{ErrorCode::DamagedFile, path.string() + " is damaged: its checksums are missing."};
  }
  const auto recipe = recipeFromJson(text("recipe"));
  if (!recipe) return unsupported(path, "has a recipe that this Cadenza does not know.");
  const auto info = modelInfoFromJson(text("info"));
  if (!info)
    return Error{ErrorCode::DamagedFile, path.string() + " is damaged: its info is broken."};
  Checkpoint checkpoint{*recipe, *info, {}};
  checkpoint.checksum = text("checksum");
  checkpoint.format = version == firstVersion ? 1 : modelFormat;
  if (const auto* chordRecipe = std::get_if<ChordRecipe>(&recipe->kind)) {
    auto chords = ChordVocabulary::parse(text("chords"));
    if (!chords || chords->classes() != chordRecipe->classes) {
      return Error{ErrorCode::DamagedFile,
                   path.string() + " is damaged: its chords are not those of its recipe."};
    }
    checkpoint.chords = std::move(*chords);
  }
  return checkpoint;
}

}  // namespace

Result<void> saveCheckpoint(const std::filesystem::path& path, const Checkpoint& checkpoint,
                            Precision precision) {
  if (const std::string array = implausibleArray(checkpoint.weights); !array.empty()) {
    return Error{ErrorCode::Diverged, "The model can't be kept: the weights of '" + array +
                                          "' are not finite or beyond 10,000."};
  }
  SafetensorsFile file{{{"format", formatName},
                        {"version", formatVersion},
                        {"recipe", toJson(checkpoint.recipe)},
                        {"info", toJson(checkpoint.info)}},
                       checkpoint.weights};
  if (std::holds_alternative<ChordRecipe>(checkpoint.recipe.kind)) {
    file.metadata.emplace("chords", checkpoint.chords.text());
  }
  return writeSafetensors(path, file, precision);
}

Result<Checkpoint> loadCheckpointHeader(const std::filesystem::path& path) {
  const auto metadata = readSafetensorsMetadata(path, formatIsKnown(path));
  if (!metadata) return metadata.error();
  return parseMetadata(path, *metadata);
}

Result<void> replaceModelInfo(const std::filesystem::path& path, const ModelInfo& info) {
  auto metadata = readSafetensorsMetadata(path, formatIsKnown(path));
  if (!metadata) return metadata.error();
  if (const auto header = parseMetadata(path, *metadata); !header) return header.error();
  (*metadata)["info"] = toJson(info);
  return replaceSafetensorsMetadata(path, *metadata);
}

std::int64_t parameterCount(const Recipe& recipe) {
  std::int64_t count = 0;
  for (const auto& [name, shape] : expectedShapes(recipe)) {
    count += std::accumulate(shape.begin(), shape.end(), std::int64_t{1}, std::multiplies<>());
  }
  return count;
}

Result<Checkpoint> loadCheckpoint(const std::filesystem::path& path) {
  auto file = readSafetensors(path, formatIsKnown(path));
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
  if (const std::string array = implausibleArray(file->tensors); !array.empty()) {
    return Error{ErrorCode::DamagedFile,
                 path.string() + " is damaged: the weights of '" + array + "' are beyond 10,000."};
  }
  checkpoint->weights = std::move(file->tensors);
  return checkpoint;
}

}  // namespace cadenza
