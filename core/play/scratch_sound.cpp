// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/scratch_sound.h"

namespace cadenza {

Result<ScratchSound> ScratchSound::create(const std::filesystem::path& target) {
  const std::filesystem::path folder = target.has_parent_path() ? target.parent_path() : ".";
  auto file = OutputFile::unnamed(folder, target);
  if (!file) return file.error();
  return ScratchSound(std::move(*file));
}

Result<void> ScratchSound::append(std::span<const float> samples) {
  return file_.write(std::as_bytes(samples));
}

Result<void> ScratchSound::rewind() { return file_.seek(0); }

Result<std::size_t> ScratchSound::read(std::span<float> samples) {
  const auto got = file_.read(std::as_writable_bytes(samples));
  if (!got) return got;
  return *got / sizeof(float);
}

}  // namespace cadenza
