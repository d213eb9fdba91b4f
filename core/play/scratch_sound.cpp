// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/scratch_sound.h"

#include <cerrno>
#include <system_error>
#include <utility>

#include "core/base/safe_file.h"

namespace cadenza {

Result<ScratchSound> ScratchSound::create(const std::filesystem::path& path) {
  std::unique_ptr<std::FILE, Closer> file(std::fopen(path.c_str(), "w+bx"));
  if (!file) return systemError(errno, "create", path);
  std::error_code failed;
  std::filesystem::remove(path, failed);
  if (failed) return systemError(failed.value(), "remove", path);
  return ScratchSound(std::move(file), path);
}

Result<void> ScratchSound::append(std::span<const float> samples) {
  if (std::fwrite(samples.data(), sizeof(float), samples.size(), file_.get()) != samples.size()) {
    return systemError(errno, "write", path_);
  }
  return {};
}

Result<void> ScratchSound::rewind() {
  if (std::fseek(file_.get(), 0, SEEK_SET) != 0) return systemError(errno, "write", path_);
  return {};
}

Result<std::size_t> ScratchSound::read(std::span<float> samples) {
  const std::size_t count = std::fread(samples.data(), sizeof(float), samples.size(), file_.get());
  if (count < samples.size() && std::ferror(file_.get()) != 0) {
    return systemError(errno, "read", path_);
  }
  return count;
}

}  // namespace cadenza
