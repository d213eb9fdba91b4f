// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <span>
#include <utility>

#include "core/base/result.h"

namespace cadenza {

/// Samples on disk, written once and read once. The file has no name, so that nothing is left of it
/// even after a crash. One thread.
class ScratchSound {
 public:
  /// Lies where `path` would; that must not exist. Fails as systemError tells.
  [[nodiscard]] static Result<ScratchSound> create(const std::filesystem::path& path);

  [[nodiscard]] Result<void> append(std::span<const float> samples);
  /// Goes back to the first sample.
  [[nodiscard]] Result<void> rewind();
  /// Fills as much as there still is; how many samples that was.
  [[nodiscard]] Result<std::size_t> read(std::span<float> samples);

 private:
  struct Closer {
    void operator()(std::FILE* file) const { (void)std::fclose(file); }
  };
  ScratchSound(std::unique_ptr<std::FILE, Closer> file, std::filesystem::path path)
      : file_(std::move(file)), path_(std::move(path)) {}

  std::unique_ptr<std::FILE, Closer> file_;
  std::filesystem::path path_;
};

}  // namespace cadenza
