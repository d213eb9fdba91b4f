// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <vector>

#include "core/base/safe_file.h"

namespace cadenza::test {

/// What a test wants to know of a 16 bit stereo WAV file.
struct WavFile {
  std::uint32_t sampleRate = 0;
  std::uint32_t riffBytes = 0;        ///< as the header says
  std::vector<std::int16_t> samples;  ///< interleaved

  [[nodiscard]] std::size_t frames() const { return samples.size() / 2; }
};

/// Reads such a file; an empty one where it is none.
[[nodiscard]] inline WavFile readWav(const std::filesystem::path& path) {
  const auto bytes = readFile(path);
  if (!bytes || bytes->size() < 44) return {};
  const auto number = [&](std::size_t at) {
    std::uint32_t value = 0;
    std::memcpy(&value, bytes->data() + at, 4);
    return value;
  };
  const auto chunkAt = [&](std::string_view name, std::size_t from) {
    for (std::size_t at = from; at + 8 <= bytes->size(); at += 8 + number(at + 4)) {
      if (std::memcmp(bytes->data() + at, name.data(), 4) == 0) return at;
    }
    return std::size_t{0};
  };
  const std::size_t format = chunkAt("fmt ", 12);
  const std::size_t data = chunkAt("data", 12);
  if (format == 0 || data == 0 || (number(format + 20) >> 16) != 16) return {};
  WavFile file;
  file.riffBytes = number(4);
  file.sampleRate = number(format + 12);
  file.samples.resize(std::min<std::size_t>(number(data + 4), bytes->size() - data - 8) / 2);
  std::memcpy(file.samples.data(), bytes->data() + data + 8, file.samples.size() * 2);
  return file;
}

}  // namespace cadenza::test
