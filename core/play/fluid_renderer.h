// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>

#include "core/base/result.h"
#include "core/midi/midi_message.h"
#include "core/play/sound_setup.h"

namespace cadenza {

/// FluidSynth without a device: renders as fast as it can. One thread.
class FluidRenderer {
 public:
  /// Messages take effect where a block of so many frames begins.
  static constexpr std::size_t blockFrames = 64;

  /// Plays on `setup.soundfont`, which must be named; driver and buffers mean nothing here. Fails
  /// with NotFound, UnsupportedFile (soundfont) or InvalidArgument (sample rate).
  [[nodiscard]] static Result<FluidRenderer> open(const SynthSetup& setup);
  FluidRenderer(FluidRenderer&&) noexcept;
  FluidRenderer& operator=(FluidRenderer&&) noexcept;
  ~FluidRenderer();

  void apply(const MidiMessage& message);
  /// Fills interleaved stereo; full scale is 1 and may be passed. `frames` is a multiple of
  /// blockFrames.
  void render(float* samples, std::size_t frames);
  /// Voices that have not faded yet.
  [[nodiscard]] int activeVoices() const;

 private:
  struct Synth;
  explicit FluidRenderer(std::unique_ptr<Synth> synth);
  std::unique_ptr<Synth> synth_;
};

}  // namespace cadenza
