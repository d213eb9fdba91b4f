// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>

#include "core/base/result.h"
#include "core/play/audio_file.h"
#include "core/play/sound_setup.h"
#include "core/score/score.h"

namespace cadenza {

struct AudioExportOptions {
  std::optional<AudioFormat> format;  ///< nothing: as the file's ending says, else Wav16
  double oggQuality = 0.6;            ///< 0 to 1
  bool normalise = false;             ///< the loudest sample comes to normalPeak
  double tailSeconds = 10;            ///< longest wait for the last notes to fade
  /// Font, rate, gain and effects; driver and buffers mean nothing here. An empty font is the
  /// default piano (findSoundfont).
  SynthSetup sound = {.sampleRate = 44'100};
};

/// -1 dB of full scale.
constexpr double normalPeak = 0.8912509381337456;

struct RenderedAudio {
  double seconds = 0;
  double peak = 0;  ///< of full scale, before clipping
  double rms = 0;   ///< of full scale
  std::size_t clippedSamples = 0;
  std::uintmax_t bytes = 0;  ///< of the file
};

/// Renders a score to a file (see AudioFormat), offline, as fast as the synthesizer goes; the file
/// is replaced as a whole. `progress` gets 0 to 1. Normalising keeps the sound in a file beside it
/// meanwhile, 4 bytes a sample. Fails with NotFound or UnsupportedFile (soundfont), InvalidArgument
/// (rate, length), Cancelled (within 200 ms; nothing is left behind), or as writeFile does. Blocks;
/// any thread.
[[nodiscard]] Result<RenderedAudio> exportAudio(const Score& score,
                                                const std::filesystem::path& path,
                                                const AudioExportOptions& options = {},
                                                const std::function<void(double)>& progress = {},
                                                std::stop_token stop = {});

/// About how many bytes a file of so many seconds takes.
[[nodiscard]] std::uint64_t expectedBytes(AudioFormat format, double seconds, double sampleRate,
                                          double oggQuality = 0.6);

}  // namespace cadenza
