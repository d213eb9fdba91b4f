// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <stop_token>

#include "core/base/result.h"
#include "core/score/score.h"

namespace cadenza {

struct AudioExportOptions {
  std::filesystem::path soundfont;  ///< empty: the default piano (findSoundfont)
  int sampleRate = 44'100;
  double gain = 1.0;         ///< FluidSynth's synth.gain; see PianoSound
  double tailSeconds = 3.0;  ///< longest wait for the last notes to fade
};

struct RenderedAudio {
  double seconds = 0;
  double peak = 0;  ///< of full scale, before clipping
  double rms = 0;   ///< of full scale
  std::size_t clippedSamples = 0;
};

/// Renders a score to a WAV file (16 bit stereo), offline, as fast as the synthesizer goes; the
/// file is replaced as a whole. `progress` gets 0 to 1. Fails with NotFound or UnsupportedFile
/// (soundfont), Cancelled (nothing is left behind), or as writeFile does. Blocks; any thread.
[[nodiscard]] Result<RenderedAudio> exportWav(const Score& score, const std::filesystem::path& path,
                                              const AudioExportOptions& options = {},
                                              const std::function<void(double)>& progress = {},
                                              std::stop_token stop = {});

}  // namespace cadenza
