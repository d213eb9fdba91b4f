// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <span>

#include "core/base/result.h"

namespace cadenza {

/// Writes a RIFF WAVE file of 16 bit stereo samples, a piece at a time. One thread.
class WavWriter {
 public:
  /// The longest file that a WAV header can describe, in stereo frames.
  static constexpr std::uint64_t maxFrames = (0xffffffffu - 36) / 4;

  /// Creates `path`, which must not exist. Fails as systemError tells.
  [[nodiscard]] static Result<WavWriter> create(const std::filesystem::path& path, int sampleRate);

  /// Appends interleaved samples, left first.
  [[nodiscard]] Result<void> append(std::span<const std::int16_t> samples);
  /// Completes the header and closes; the writer is used up.
  [[nodiscard]] Result<void> finish();

 private:
  struct Closer {
    void operator()(std::FILE* file) const { (void)std::fclose(file); }
  };
  WavWriter(std::unique_ptr<std::FILE, Closer> file, std::filesystem::path path, int sampleRate)
      : file_(std::move(file)), path_(std::move(path)), sampleRate_(sampleRate) {}
  [[nodiscard]] Result<void> writeHeader();

  std::unique_ptr<std::FILE, Closer> file_;
  std::filesystem::path path_;
  int sampleRate_;
  std::uint64_t samples_ = 0;
};

}  // namespace cadenza
