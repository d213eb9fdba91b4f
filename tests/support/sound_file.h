// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sndfile.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <optional>
#include <vector>

#include "core/play/audio_file.h"

namespace cadenza::test {

/// What a test wants to know of a file of any AudioFormat.
struct SoundFile {
  std::optional<AudioFormat> format;  ///< nothing where it can't be read
  int sampleRate = 0;
  std::vector<float> samples;  ///< interleaved stereo, full scale 1

  [[nodiscard]] std::size_t frames() const { return samples.size() / 2; }
  [[nodiscard]] double peak() const {
    float peak = 0;
    for (const float sample : samples) peak = std::max(peak, std::abs(sample));
    return peak;
  }
};

[[nodiscard]] inline std::optional<AudioFormat> formatFrom(int libraryFormat) {
  switch (libraryFormat) {
    case SF_FORMAT_WAV | SF_FORMAT_PCM_16:
    case SF_FORMAT_WAVEX | SF_FORMAT_PCM_16:
      return AudioFormat::Wav16;
    case SF_FORMAT_WAV | SF_FORMAT_PCM_24:
      return AudioFormat::Wav24;
    case SF_FORMAT_WAV | SF_FORMAT_FLOAT:
      return AudioFormat::WavFloat;
    case SF_FORMAT_FLAC | SF_FORMAT_PCM_16:
      return AudioFormat::Flac16;
    case SF_FORMAT_FLAC | SF_FORMAT_PCM_24:
      return AudioFormat::Flac24;
    case SF_FORMAT_OGG | SF_FORMAT_VORBIS:
      return AudioFormat::Ogg;
    default:
      return std::nullopt;
  }
}

[[nodiscard]] inline SoundFile readSound(const std::filesystem::path& path) {
  SF_INFO info{};
  SNDFILE* file = sf_open(path.c_str(), SFM_READ, &info);
  if (file == nullptr || info.channels != 2) return {};
  SoundFile sound{formatFrom(info.format), info.samplerate, {}};
  std::vector<float> chunk(std::size_t{2} * 4096);
  for (sf_count_t count = 1; count > 0;) {
    count = sf_readf_float(file, chunk.data(), 4096);
    sound.samples.insert(sound.samples.end(), chunk.begin(), chunk.begin() + 2 * count);
  }
  sf_close(file);
  return sound;
}

/// As far as both last: the power of `wanted` over that of the difference, in dB.
[[nodiscard]] inline double signalToNoise(const SoundFile& wanted, const SoundFile& heard) {
  double signal = 0;
  double noise = 0;
  const std::size_t count = std::min(wanted.samples.size(), heard.samples.size());
  for (std::size_t i = 0; i < count; ++i) {
    const double difference = static_cast<double>(wanted.samples[i]) - heard.samples[i];
    signal += static_cast<double>(wanted.samples[i]) * wanted.samples[i];
    noise += difference * difference;
  }
  return 10 * std::log10(signal / std::max(noise, 1e-30));
}

}  // namespace cadenza::test
