// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include "core/base/result.h"
#include "core/play/note_sink.h"
#include "core/play/sound_setup.h"

namespace cadenza {

/// FluidSynth on a sound device. Messages go to FluidSynth's own sequencer, whose clock counts the
/// samples rendered: a note begins within one block of 64 samples of its moment, whatever the
/// device's buffer. No code of ours runs in the audio callback.
class FluidSink : public NoteSink {
 public:
  /// Opens `setup.driver` of FluidSynth ("pulseaudio", "alsa", "jack", ...) and plays on
  /// `setup.soundfont`; both must be named. The driver "file:NAME" writes what would be heard to a
  /// WAV file, at the pace of the music. Fails with DeviceUnavailable, before anything is loaded,
  /// with NotFound or UnsupportedFile (soundfont), or with InvalidArgument (sample rate).
  /// FluidSynth's log does not reach stderr; its last word stands in the detail.
  [[nodiscard]] static Result<std::unique_ptr<FluidSink>> open(const SynthSetup& setup);
  ~FluidSink() override;

  [[nodiscard]] double now() override;
  void send(const MidiMessage& message, double when) override;
  void silence() override;
  [[nodiscard]] std::string description() const override;
  [[nodiscard]] bool audible() const override { return true; }
  /// The driver's buffers.
  [[nodiscard]] double latency() const override;
  /// Frames that the device asks for at a time.
  [[nodiscard]] int bufferFrames() const;
  /// Something to be said about what is played on, a part of the description from now on.
  void setRemark(std::string remark);

 private:
  struct Device;
  explicit FluidSink(std::unique_ptr<Device> device);
  std::unique_ptr<Device> device_;
};

}  // namespace cadenza
