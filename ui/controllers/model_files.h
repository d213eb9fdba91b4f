// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace cadenza::ui {

// What can be done to the files of trained models. Any thread; blocks.

/// Where a training keeps what it needs to resume, beside the model.
[[nodiscard]] std::filesystem::path trainingFileOf(const std::filesystem::path& model);
/// Bytes of a file, 0 where there is none.
[[nodiscard]] std::uintmax_t sizeOf(const std::filesystem::path& file);

/// A file in `folder` that does not exist yet and is none of `reserved`, called like the model:
/// letters, digits and hyphens of any script, short enough for every file system.
[[nodiscard]] std::filesystem::path freeModelFile(
    const std::filesystem::path& folder, const QString& name,
    const std::vector<std::filesystem::path>& reserved = {});

/// Gives the model in the file another name; the weights stay to the bit. Fails with
/// InvalidArgument for an empty name, and as replaceModelInfo does.
[[nodiscard]] Result<void> renameModelFile(const std::filesystem::path& model, const QString& name);

/// The path of a file in the system's trash; nothing for one that was deleted.
using TrashPath = std::optional<std::filesystem::path>;
/// Moves the model, and what its training left beside it, to the system's trash (that of the
/// file's own mount where it has one), or deletes them where there is none. Answers where the model
/// is now. Fails with NotFound, AccessDenied, ...
[[nodiscard]] Result<TrashPath> removeModelFile(const std::filesystem::path& model);

/// Fails with InvalidArgument where `file` lacks the extension .safetensors.
[[nodiscard]] Result<void> checkModelName(const std::filesystem::path& file);

/// Writes a copy for others, atomically, once the model is found whole. Fails as loadCheckpoint and
/// writeFile do, and with InvalidArgument for a copy onto itself.
[[nodiscard]] Result<void> exportModelFile(const std::filesystem::path& model,
                                           const std::filesystem::path& target);

/// What tells models apart.
struct KnownModel {
  QString name;
  std::string checksum;  ///< see Checkpoint
};
/// The name, with a number where one of `known` is called so.
[[nodiscard]] QString freeModelName(const QString& name, const std::vector<KnownModel>& known);

/// Copies a model from elsewhere into `folder`, once it is found whole, and returns its file there.
/// Where one of `known` is called like it, it gets a number. Fails as exportModelFile does, and
/// with InvalidArgument where it is one of `known`.
[[nodiscard]] Result<std::filesystem::path> importModelFile(const std::filesystem::path& source,
                                                            const std::filesystem::path& folder,
                                                            const std::vector<KnownModel>& known);

}  // namespace cadenza::ui
