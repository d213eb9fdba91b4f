// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "core/base/result.h"
#include "core/play/note_sink.h"

namespace cadenza {

/// How a FluidSynth piano sounds.
struct PianoSound {
  std::filesystem::path soundfont;  ///< .sf2 or .sf3
  double sampleRate = 48'000;       ///< 8,000 to 96,000
  /// FluidSynth's synth.gain. At 1.0 the densest pieces of MAESTRO and Mutopia peak at 0.94 of full
  /// scale with FluidR3Mono.
  double gain = 1.0;
};

/// FluidSynth on a sound device. Messages go to FluidSynth's own sequencer, whose clock counts the
/// samples rendered: a note begins within one block of 64 samples of its moment, whatever the
/// device's buffer. No code of ours runs in the audio callback.
class FluidSink : public NoteSink {
 public:
  /// Opens a driver of FluidSynth ("pulseaudio", "alsa", "jack", ...); "file:NAME" writes what
  /// would be heard to a WAV file, at the pace of the music. Fails with NotFound or UnsupportedFile
  /// (soundfont) or DeviceUnavailable. FluidSynth's log does not reach stderr; its last word stands
  /// in the detail.
  [[nodiscard]] static Result<std::unique_ptr<FluidSink>> open(const PianoSound& sound,
                                                               const std::string& driver);
  ~FluidSink() override;

  [[nodiscard]] double now() override;
  void send(const MidiMessage& message, double when) override;
  void silence() override;
  [[nodiscard]] std::string description() const override;
  [[nodiscard]] bool audible() const override { return true; }

 private:
  struct Device;
  explicit FluidSink(std::unique_ptr<Device> device);
  std::unique_ptr<Device> device_;
};

/// FluidSynth without a device: renders as fast as it can. One thread.
class FluidRenderer {
 public:
  /// Messages take effect where a block of so many frames begins.
  static constexpr std::size_t blockFrames = 64;

  /// Fails with NotFound, UnsupportedFile (soundfont) or InvalidArgument (sample rate).
  [[nodiscard]] static Result<FluidRenderer> open(const PianoSound& sound);
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
