// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/encode/chord_frames.h"
#include "core/model/recipe.h"
#include "core/model/safetensors.h"
#include "core/model/weights.h"

namespace cadenza {

/// One point of a training curve. Losses are nats a note.
struct CurvePoint {
  std::int64_t step = 0;
  std::int64_t notes = 0;  ///< notes learned from so far
  double minutes = 0;
  double train = 0;
  double validation = 0;  ///< NaN where it was not measured
};

/// Where a model comes from and how good it is; shown wherever models are listed.
struct ModelInfo {
  std::string name;     ///< the user's, or made from recipe and data
  std::string created;  ///< ISO 8601, UTC
  std::string data;     ///< the corpus in words: "shippable: 601 pieces, 887,000 notes"
  std::string licence;  ///< note on the licence of the data, may be empty
  std::int64_t steps = 0;
  std::int64_t notesSeen = 0;
  double minutes = 0;
  double validationLoss = 0;  ///< nats a note of these weights, NaN if unknown
  std::vector<CurvePoint> curve;
};

/// The version of model files that saveCheckpoint writes.
inline constexpr int modelFormat = 2;

/// A trained network: recipe, where it comes from, weights.
struct Checkpoint {
  Recipe recipe;
  ModelInfo info;
  Weights weights;
  ChordVocabulary chords{};  ///< of Classic A, as many as its recipe has classes
  /// Of the weights, as the file that it was read from names it; tells models of one name apart.
  std::string checksum{};
  /// Of the file that it was read from; one of format 1 has no checksum of its header.
  int format = modelFormat;
};

/// Writes a safetensors file atomically, with recipe, info, chords and checksums of weights and
/// header in its metadata. Fails as writeFile does, and with Diverged for weights that are not
/// finite or beyond largestWeight. Any thread.
[[nodiscard]] Result<void> saveCheckpoint(const std::filesystem::path& path,
                                          const Checkpoint& checkpoint,
                                          Precision precision = Precision::Single);

/// Reads one; half precision is widened. Everything is checked before it is believed: sizes,
/// offsets, names, shapes and chords against the recipe, magnitudes (largestWeight), checksums,
/// which a file of format 2 must have. Control characters in texts become spaces. Fails with
/// NotFound, DamagedFile (says what is wrong) or UnsupportedFile (a safetensors file that is no
/// Cadenza model, or of a newer version). Any thread.
[[nodiscard]] Result<Checkpoint> loadCheckpoint(const std::filesystem::path& path);

/// The info and recipe alone, without reading the weights.
[[nodiscard]] Result<Checkpoint> loadCheckpointHeader(const std::filesystem::path& path);

/// Gives the model in a file another info (name, licence, ...) and leaves all else in it as it is,
/// to the bit; atomically. Fails as loadCheckpointHeader and writeFile do, and with DamagedFile
/// where the checksum of the weights does not fit. Any thread.
[[nodiscard]] Result<void> replaceModelInfo(const std::filesystem::path& path,
                                            const ModelInfo& info);

/// How many numbers the network of `recipe` learns.
[[nodiscard]] std::int64_t parameterCount(const Recipe& recipe);

/// The names and shapes of the arrays that the network of `recipe` has.
[[nodiscard]] std::map<std::string, std::vector<std::int64_t>> expectedShapes(const Recipe& recipe);

}  // namespace cadenza
