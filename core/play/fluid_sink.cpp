// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/fluid_sink.h"

#include <fluidsynth.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <string_view>
#include <utility>

#include "core/play/schedule.h"

namespace cadenza {
namespace {

constexpr int channels = 3;  // the piece, the auditioned notes, the clicks

template <auto destroy>
struct Deleter {
  template <class T>
  void operator()(T* object) const {
    destroy(object);
  }
};
using Settings = std::unique_ptr<fluid_settings_t, Deleter<delete_fluid_settings>>;
using Synthesizer = std::unique_ptr<fluid_synth_t, Deleter<delete_fluid_synth>>;
using Sequencer = std::unique_ptr<fluid_sequencer_t, Deleter<delete_fluid_sequencer>>;
using Driver = std::unique_ptr<fluid_audio_driver_t, Deleter<delete_fluid_audio_driver>>;
using Event = std::unique_ptr<fluid_event_t, Deleter<delete_fluid_event>>;

// FluidSynth's log is one for the whole process; a thread that opens something collects its own
// complaints, everything else it says is dropped.
thread_local std::string* complaints = nullptr;

void collect(int level, const char* message, void*) {
  if (complaints != nullptr && level <= FLUID_ERR) *complaints = message;
}

class LogCollector {
 public:
  LogCollector() {
    for (const int level : {FLUID_PANIC, FLUID_ERR, FLUID_WARN, FLUID_INFO, FLUID_DBG}) {
      fluid_set_log_function(level, collect, nullptr);
    }
    complaints = &last_;
  }
  ~LogCollector() { complaints = nullptr; }
  LogCollector(const LogCollector&) = delete;
  LogCollector& operator=(const LogCollector&) = delete;

  [[nodiscard]] std::string last() const { return last_.empty() ? "it gives no reason" : last_; }

 private:
  std::string last_;
};

Settings makeSettings(const PianoSound& sound) {
  Settings settings(new_fluid_settings());
  fluid_settings_setnum(settings.get(), "synth.sample-rate", sound.sampleRate);
  fluid_settings_setnum(settings.get(), "synth.gain", sound.gain);
  fluid_settings_setint(settings.get(), "synth.chorus.active", 0);
  fluid_settings_setint(settings.get(), "synth.dynamic-sample-loading", 1);
  fluid_settings_setint(settings.get(), "synth.lock-memory", 0);
  return settings;
}

void chooseDriver(fluid_settings_t* settings, const std::string& driver) {
  const std::string toFile = "file:";
  const bool writes = driver.starts_with(toFile);
  fluid_settings_setstr(settings, "audio.driver", writes ? "file" : driver.c_str());
  fluid_settings_setstr(settings, "audio.jack.id", "Cadenza");
  fluid_settings_setint(settings, "audio.jack.autoconnect", 1);
  if (!writes) return;
  fluid_settings_setstr(settings, "audio.file.name", driver.substr(toFile.size()).c_str());
  fluid_settings_setstr(settings, "audio.file.type", "wav");
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

// Libraries below FluidSynth complain on stderr about files of another kind.
bool isSoundfont(const std::filesystem::path& path) {
  std::array<char, 12> head{};
  std::ifstream(path, std::ios::binary).read(head.data(), head.size());
  const std::string_view text(head.data(), head.size());
  return text.starts_with("RIFF") && text.ends_with("sfbk");
}

Result<Synthesizer> makeSynth(fluid_settings_t* settings, const PianoSound& sound,
                              const LogCollector& log) {
  const std::string font = sound.soundfont.string();
  std::error_code ignored;
  if (!std::filesystem::exists(sound.soundfont, ignored)) {
    return Error{ErrorCode::NotFound, "The soundfont " + font + " does not exist."};
  }
  if (!(sound.sampleRate >= 8'000 && sound.sampleRate <= 96'000)) {
    return Error{ErrorCode::InvalidArgument, "A sample rate must lie between 8000 and 96000 Hz."};
  }
  Synthesizer synth(new_fluid_synth(settings));
  if (!synth) {
    return Error{ErrorCode::OutOfMemory, "FluidSynth did not start: " + log.last() + "."};
  }
  const int id = isSoundfont(sound.soundfont) ? fluid_synth_sfload(synth.get(), font.c_str(), 0)
                                              : FLUID_FAILED;
  if (id == FLUID_FAILED || !selectPiano(synth.get(), id)) {
    return Error{ErrorCode::UnsupportedFile,
                 font + " can't be used as a soundfont (.sf2 or .sf3): " + log.last() + "."};
  }
  selectPercussion(synth.get(), id);
  return synth;
}

void applyTo(fluid_synth_t* synth, const MidiMessage& message) {
  const int channel = message.status & 0x0f;
  if (message.isNoteOn()) {
    fluid_synth_noteon(synth, channel, message.data1, message.data2);
  } else if (message.isNoteOff()) {
    fluid_synth_noteoff(synth, channel, message.data1);
  } else if ((message.status & 0xf0) == 0xb0) {
    fluid_synth_cc(synth, channel, message.data1, message.data2);
  }
}

// Moments as the sequencer counts them. It looks at its queue when a millisecond of samples has
// passed and keeps no order among equal moments, so each millisecond has four: for keys going up,
// the pedal, keys going down, and the end, at which the clock stands. At four a millisecond its 32
// bits last 12 days.
class Stamps {
 public:
  static constexpr double perSecond = 4'000;

  unsigned int stamp(const MidiMessage& message, double when) {
    const std::int64_t rank = message.isNoteOff() ? 0 : message.isNoteOn() ? 2 : 1;
    auto millisecond = static_cast<std::int64_t>(std::floor(when * 1000));
    const bool repeats = rank == 1;  // two pedal changes need two milliseconds
    const std::int64_t earliest = repeats ? last_ + 1 : last_;
    std::int64_t value = 4 * millisecond - 3 + rank;
    if (value < earliest) value += (earliest - value + 3) / 4 * 4;
    last_ = value;
    return static_cast<unsigned int>(std::max<std::int64_t>(value, 0));
  }
  void forget() { last_ = 0; }

 private:
  std::int64_t last_ = 0;
};

}  // namespace

struct FluidSink::Device {
  Settings settings;
  Synthesizer synth;
  Sequencer sequencer;
  fluid_seq_id_t target = -1;
  Driver driver;  // last: stops before what it plays is gone
  Event event{new_fluid_event()};
  std::string driverName;
  double blockSeconds = 0;
  std::array<Stamps, channels> stamps;
};

Result<std::unique_ptr<FluidSink>> FluidSink::open(const PianoSound& sound,
                                                   const std::string& driver) {
  const LogCollector log;
  auto device = std::make_unique<Device>();
  device->driverName = driver;
  device->blockSeconds = FluidRenderer::blockFrames / sound.sampleRate;
  device->settings = makeSettings(sound);
  chooseDriver(device->settings.get(), driver);
  auto synth = makeSynth(device->settings.get(), sound, log);
  if (!synth) return synth.error();
  device->synth = std::move(*synth);
  device->sequencer.reset(new_fluid_sequencer2(0));
  fluid_sequencer_set_time_scale(device->sequencer.get(), Stamps::perSecond);
  device->target =
      fluid_sequencer_register_fluidsynth(device->sequencer.get(), device->synth.get());
  device->driver.reset(new_fluid_audio_driver(device->settings.get(), device->synth.get()));
  if (!device->driver) {
    return Error{ErrorCode::DeviceUnavailable,
                 "The sound driver " + driver + " did not open: " + log.last() + "."};
  }
  return std::unique_ptr<FluidSink>(new FluidSink(std::move(device)));
}

FluidSink::FluidSink(std::unique_ptr<Device> device) : device_(std::move(device)) {}

FluidSink::~FluidSink() {
  device_->driver.reset();
  fluid_sequencer_unregister_client(device_->sequencer.get(), device_->target);
  device_->sequencer.reset();
}

double FluidSink::now() {
  return fluid_sequencer_get_tick(device_->sequencer.get()) / Stamps::perSecond;
}

void FluidSink::send(const MidiMessage& message, double when) {
  const int channel = message.status & 0x0f;
  if (channel >= channels) return;
  fluid_event_t* event = device_->event.get();
  fluid_event_set_source(event, -1);
  fluid_event_set_dest(event, device_->target);
  if (message.isNoteOn()) {
    fluid_event_noteon(event, channel, message.data1, message.data2);
  } else if (message.isNoteOff()) {
    fluid_event_noteoff(event, channel, message.data1);
  } else if ((message.status & 0xf0) == 0xb0) {
    fluid_event_control_change(event, channel, message.data1, message.data2);
  } else {
    return;
  }
  // The synthesizer takes up what the sequencer gives it with the block after.
  Stamps& stamps = device_->stamps[static_cast<std::size_t>(channel)];
  const unsigned int time = stamps.stamp(message, when - device_->blockSeconds);
  fluid_sequencer_send_at(device_->sequencer.get(), event, time, 1);
}

void FluidSink::silence() {
  fluid_sequencer_remove_events(device_->sequencer.get(), -1, device_->target, -1);
  for (int channel = 0; channel < channels; ++channel) {
    applyTo(device_->synth.get(), {static_cast<std::uint8_t>(0xb0 | channel), 64, 0});
    fluid_synth_all_notes_off(device_->synth.get(), channel);
    device_->stamps[static_cast<std::size_t>(channel)].forget();
  }
}

std::string FluidSink::description() const { return "FluidSynth, " + device_->driverName; }

struct FluidRenderer::Synth {
  Settings settings;
  Synthesizer synth;
};

Result<FluidRenderer> FluidRenderer::open(const PianoSound& sound) {
  const LogCollector log;
  auto synth = std::make_unique<Synth>();
  synth->settings = makeSettings(sound);
  auto made = makeSynth(synth->settings.get(), sound, log);
  if (!made) return made.error();
  synth->synth = std::move(*made);
  return FluidRenderer(std::move(synth));
}

FluidRenderer::FluidRenderer(std::unique_ptr<Synth> synth) : synth_(std::move(synth)) {}
FluidRenderer::FluidRenderer(FluidRenderer&&) noexcept = default;
FluidRenderer& FluidRenderer::operator=(FluidRenderer&&) noexcept = default;
FluidRenderer::~FluidRenderer() = default;

void FluidRenderer::apply(const MidiMessage& message) { applyTo(synth_->synth.get(), message); }

void FluidRenderer::render(float* samples, std::size_t frames) {
  assert(frames % blockFrames == 0);
  fluid_synth_write_float(synth_->synth.get(), static_cast<int>(frames), samples, 0, 2, samples, 1,
                          2);
}

int FluidRenderer::activeVoices() const {
  return fluid_synth_get_active_voice_count(synth_->synth.get());
}

}  // namespace cadenza
