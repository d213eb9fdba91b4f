// SPDX-License-Identifier: GPL-3.0-or-later
// What the sink, the renderer and the list of drivers share of FluidSynth; for core/play/fluid_*
// alone.
#pragma once

#include <fluidsynth.h>

#include <memory>
#include <string>

#include "core/base/result.h"
#include "core/midi/midi_message.h"
#include "core/play/sound_setup.h"

namespace cadenza::fluid {

/// The piece, what hands play, the clicks.
constexpr int channels = 3;

template <auto destroy>
struct Deleter {
  template <class T>
  void operator()(T* object) const {
    destroy(object);
  }
};
using Settings = std::unique_ptr<fluid_settings_t, Deleter<delete_fluid_settings>>;
using Synthesizer = std::unique_ptr<fluid_synth_t, Deleter<delete_fluid_synth>>;

/// While it lives, what FluidSynth complains of on this thread is kept in place of filling stderr.
class LogCollector {
 public:
  LogCollector();
  ~LogCollector();
  LogCollector(const LogCollector&) = delete;
  LogCollector& operator=(const LogCollector&) = delete;

  [[nodiscard]] std::string last() const { return last_.empty() ? "it gives no reason" : last_; }

 private:
  std::string last_;
};

/// The settings of how it sounds.
[[nodiscard]] Settings makeSettings(const SynthSetup& setup);

/// A synthesizer without a font. Fails with InvalidArgument (sample rate) or OutOfMemory.
[[nodiscard]] Result<Synthesizer> makeSynth(fluid_settings_t* settings, const SynthSetup& setup,
                                            const LogCollector& log);

/// Gives all channels their instrument, out of `setup.soundfont`. Fails with NotFound or
/// UnsupportedFile.
[[nodiscard]] Result<void> loadPiano(fluid_synth_t* synth, const SynthSetup& setup,
                                     const LogCollector& log);

void apply(fluid_synth_t* synth, const MidiMessage& message);

}  // namespace cadenza::fluid
