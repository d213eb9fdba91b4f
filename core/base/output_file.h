// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <utility>

#include "core/base/file_descriptor.h"
#include "core/base/result.h"

namespace cadenza {

/// A file that is being written and can be read back. Its errors name `target`, which may be
/// another file than the one that is open. Moved, not copied. One thread at a time.
class OutputFile {
 public:
  OutputFile(FileDescriptor file, std::filesystem::path target)
      : file_(std::move(file)), target_(std::move(target)) {}

  /// An empty file without a name, which ends with this object, also in a crash. It lies in
  /// `folder`, else in the system's temporary folder, else in memory. Fails as systemError tells.
  [[nodiscard]] static Result<OutputFile> unnamed(const std::filesystem::path& folder,
                                                  const std::filesystem::path& target);

  /// Writes all of `bytes` at the position and moves that behind them.
  [[nodiscard]] Result<void> write(std::span<const std::byte> bytes);
  /// Fills as much of `bytes` as there is from the position on; returns how many that is.
  [[nodiscard]] Result<std::size_t> read(std::span<std::byte> bytes);
  [[nodiscard]] Result<void> seek(std::uint64_t position);

  [[nodiscard]] int descriptor() const { return file_.get(); }
  [[nodiscard]] const std::filesystem::path& target() const { return target_; }

 private:
  FileDescriptor file_;
  std::filesystem::path target_;
};

}  // namespace cadenza
