// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/fluid_parts.h"

#include <algorithm>
#include <cmath>

#include "core/play/schedule.h"
#include "core/play/soundfont_check.h"

namespace cadenza::fluid {
namespace {

// FluidSynth's log is one for the whole process; a thread that opens something collects its own
// complaints, everything else it says is dropped.
thread_local std::string* complaints = nullptr;

void collect(int level, const char* message, void*) {
  if (complaints != nullptr && level <= FLUID_ERR) *complaints = message;
}

// Up to the half the reverb is FluidSynth's own, with what a font sends into it; most send next to
// nothing, so above that the channels send too and the room grows.
struct Effects {
  double reverbLevel = 0;
  double roomSize = 0;
  int reverbSend = 0;
  int chorusSend = 0;
};

Effects effectsOf(const SynthSetup& setup) {
  const double reverb = std::clamp(setup.reverb, 0.0, 1.0);
  const double more = std::max(2 * reverb - 1, 0.0);
  const double own = 2 * std::min(reverb, 0.5);
  return {0.9 * own + 0.1 * more, 0.2 + 0.5 * more, static_cast<int>(std::lround(100 * more)),
          static_cast<int>(std::lround(127 * std::clamp(setup.chorus, 0.0, 1.0)))};
}

// The grand piano where the font has one, else its first preset.
bool selectPiano(fluid_synth_t* synth, int font) {
  fluid_sfont_t* loaded = fluid_synth_get_sfont_by_id(synth, font);
  fluid_preset_t* preset = fluid_sfont_get_preset(loaded, 0, 0);
  if (preset == nullptr) {
    fluid_sfont_iteration_start(loaded);
    preset = fluid_sfont_iteration_next(loaded);
  }
  if (preset == nullptr) return false;
  const int bank = fluid_preset_get_banknum(preset);
  const int program = fluid_preset_get_num(preset);
  for (int channel = 0; channel < channels; ++channel) {
    fluid_synth_program_select(synth, channel, font, bank, program);
  }
  return true;
}

// Wood blocks where the font has percussion; else the piano clicks.
void selectPercussion(fluid_synth_t* synth, int font) {
  constexpr int percussionBank = 128;
  fluid_sfont_t* loaded = fluid_synth_get_sfont_by_id(synth, font);
  if (fluid_sfont_get_preset(loaded, percussionBank, 0) != nullptr) {
    fluid_synth_program_select(synth, Clicks::channel, font, percussionBank, 0);
  }
}

}  // namespace

LogCollector::LogCollector() {
  for (const int level : {FLUID_PANIC, FLUID_ERR, FLUID_WARN, FLUID_INFO, FLUID_DBG}) {
    fluid_set_log_function(level, collect, nullptr);
  }
  complaints = &last_;
}

LogCollector::~LogCollector() { complaints = nullptr; }

Settings makeSettings(const SynthSetup& setup) {
  Settings settings(new_fluid_settings());
  fluid_settings_t* all = settings.get();
  fluid_settings_setnum(all, "synth.sample-rate", setup.sampleRate);
  fluid_settings_setnum(all, "synth.gain", std::clamp(setup.gain, 0.0, 10.0));
  const Effects effects = effectsOf(setup);
  fluid_settings_setint(all, "synth.reverb.active", setup.reverb > 0);
  fluid_settings_setnum(all, "synth.reverb.level", effects.reverbLevel);
  fluid_settings_setnum(all, "synth.reverb.room-size", effects.roomSize);
  fluid_settings_setint(all, "synth.chorus.active", setup.chorus > 0);
  fluid_settings_setnum(all, "synth.chorus.level", 1);
  fluid_settings_setint(all, "synth.dynamic-sample-loading", 1);
  fluid_settings_setint(all, "synth.lock-memory", 0);
  return settings;
}

Result<Synthesizer> makeSynth(fluid_settings_t* settings, const SynthSetup& setup,
                              const LogCollector& log) {
  if (!(setup.sampleRate >= 8'000 && setup.sampleRate <= 96'000)) {
    return Error{ErrorCode::InvalidArgument, "A sample rate must lie between 8000 and 96000 Hz."};
  }
  Synthesizer synth(new_fluid_synth(settings));
  if (!synth) {
    return Error{ErrorCode::OutOfMemory, "FluidSynth did not start: " + log.last() + "."};
  }
  return synth;
}

Result<void> loadPiano(fluid_synth_t* synth, const SynthSetup& setup, const LogCollector& log) {
  const std::filesystem::path& soundfont = setup.soundfont;
  if (auto checked = checkSoundfont(soundfont); !checked) return checked.error();
  const int id = fluid_synth_sfload(synth, soundfont.c_str(), 0);
  if (id == FLUID_FAILED || !selectPiano(synth, id)) {
    return Error{
        ErrorCode::UnsupportedFile,
        soundfont.string() + " can't be used as a soundfont (.sf2 or .sf3): " + log.last() + "."};
  }
  selectPercussion(synth, id);
  constexpr int reverbSend = 91;
  constexpr int chorusSend = 93;
  const Effects effects = effectsOf(setup);
  for (int channel = 0; channel < channels; ++channel) {
    fluid_synth_cc(synth, channel, reverbSend, effects.reverbSend);
    fluid_synth_cc(synth, channel, chorusSend, effects.chorusSend);
  }
  return {};
}

void apply(fluid_synth_t* synth, const MidiMessage& message) {
  const int channel = message.status & 0x0f;
  if (message.isNoteOn()) {
    fluid_synth_noteon(synth, channel, message.data1, message.data2);
  } else if (message.isNoteOff()) {
    fluid_synth_noteoff(synth, channel, message.data1);
  } else if ((message.status & 0xf0) == 0xb0) {
    fluid_synth_cc(synth, channel, message.data1, message.data2);
  }
}

}  // namespace cadenza::fluid
