// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <span>
#include <utility>

#include "core/base/output_file.h"
#include "core/base/result.h"

namespace cadenza {

/// Samples on disk, written once and read once. The file has no name, so that nothing is left of it
/// even after a crash. One thread.
class ScratchSound {
 public:
  /// Lies in the folder of `target`, which its errors name. Fails as OutputFile::unnamed does.
  [[nodiscard]] static Result<ScratchSound> create(const std::filesystem::path& target);

  [[nodiscard]] Result<void> append(std::span<const float> samples);
  /// Goes back to the first sample.
  [[nodiscard]] Result<void> rewind();
  /// Fills as much as there still is; how many samples that was.
  [[nodiscard]] Result<std::size_t> read(std::span<float> samples);

 private:
  explicit ScratchSound(OutputFile file) : file_(std::move(file)) {}

  OutputFile file_;
};

}  // namespace cadenza
