// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/fluid_sink.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <optional>
#include <semaphore>
#include <string>
#include <utility>

#include "core/play/fluid_parts.h"
#include "core/play/fluid_renderer.h"
#include "core/play/jack_server.h"

namespace cadenza {
namespace {

using Sequencer = std::unique_ptr<fluid_sequencer_t, fluid::Deleter<delete_fluid_sequencer>>;
using Driver = std::unique_ptr<fluid_audio_driver_t, fluid::Deleter<delete_fluid_audio_driver>>;
using Event = std::unique_ptr<fluid_event_t, fluid::Deleter<delete_fluid_event>>;

const std::string toFile = "file:";

void setText(fluid_settings_t* settings, const std::string& name, const std::string& value) {
  fluid_settings_setstr(settings, name.c_str(), value.c_str());
}

// What is left at 0 suits the driver. FluidSynth's 64 frames are too few for PulseAudio, which
// copies each buffer from one process to another.
int periodFrames(const SynthSetup& setup) {
  if (setup.bufferFrames > 0) return std::clamp(setup.bufferFrames, 64, 8192);
  return setup.driver == "pulseaudio" ? 512 : 64;
}

void chooseDriver(fluid_settings_t* settings, const SynthSetup& setup) {
  const bool writes = setup.driver.starts_with(toFile);
  setText(settings, "audio.driver", writes ? "file" : setup.driver);
  setText(settings, "audio.jack.id", "Cadenza");
  fluid_settings_setint(settings, "audio.jack.autoconnect", 1);
  fluid_settings_setint(settings, "audio.period-size", periodFrames(setup));
  if (setup.buffers > 0) {
    fluid_settings_setint(settings, "audio.periods", std::clamp(setup.buffers, 2, 64));
  }
  if (!setup.device.empty()) {
    const std::string device = setup.driver == "jack" ? "server" : "device";
    setText(settings, "audio." + setup.driver + "." + device, setup.device);
  }
  if (!writes) return;
  setText(settings, "audio.file.name", setup.driver.substr(toFile.size()));
  setText(settings, "audio.file.type", "wav");
}

// How many frames a device asks for at a time, where it alone knows that: one silent buffer tells.
class BufferMeter {
 public:
  /// Nothing where it does not open, or asks for nothing.
  [[nodiscard]] std::optional<int> measure(fluid_settings_t* settings) {
    const Driver driver(new_fluid_audio_driver2(settings, &BufferMeter::fill, this));
    if (!driver || !asked_.try_acquire_for(std::chrono::seconds(1))) return std::nullopt;
    return frames_;
  }

 private:
  static int fill(void* meter, int frames, int effects, float** effectBuffers, int outputs,
                  float** buffers) {
    auto* self = static_cast<BufferMeter*>(meter);
    for (int i = 0; i < effects; ++i) std::fill_n(effectBuffers[i], frames, 0.0f);
    for (int i = 0; i < outputs; ++i) std::fill_n(buffers[i], frames, 0.0f);
    if (self->frames_.exchange(frames) == 0) self->asked_.release();
    return FLUID_OK;
  }

  std::atomic<int> frames_ = 0;
  std::binary_semaphore asked_{0};
};

int intSetting(fluid_settings_t* settings, const char* name) {
  int value = 0;
  fluid_settings_getint(settings, name, &value);
  return value;
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
  fluid::Settings settings;
  fluid::Synthesizer synth;
  Sequencer sequencer;
  fluid_seq_id_t target = -1;
  Driver driver;  // last: stops before what it plays is gone
  Event event{new_fluid_event()};
  std::string name;
  std::string remark;
  int bufferFrames = 0;
  int buffers = 0;
  double sampleRate = 0;
  std::array<Stamps, fluid::channels> stamps;

  Result<void> open(const SynthSetup& setup, const fluid::LogCollector& log) {
    settings = fluid::makeSettings(setup);
    chooseDriver(settings.get(), setup);
    name = setup.driver + (setup.device.empty() ? "" : " " + setup.device);
    auto made = fluid::makeSynth(settings.get(), setup, log);
    if (!made) return made.error();
    synth = std::move(*made);
    sequencer.reset(new_fluid_sequencer2(0));
    fluid_sequencer_set_time_scale(sequencer.get(), Stamps::perSecond);
    target = fluid_sequencer_register_fluidsynth(sequencer.get(), synth.get());
    if (auto opened = openDriver(setup, log); !opened) return opened;
    return fluid::loadPiano(synth.get(), setup, log);
  }

 private:
  Result<void> openDriver(const SynthSetup& setup, const fluid::LogCollector& log) {
    const bool serverDecides = setup.driver == "jack";
    bufferFrames = intSetting(settings.get(), "audio.period-size");
    bool open = true;
    if (serverDecides) {
      if (!awaitJackServer()) {
        return Error{ErrorCode::DeviceUnavailable,
                     "The sound driver jack did not open: no JACK server is running."};
      }
      const auto measured = BufferMeter().measure(settings.get());
      bufferFrames = measured.value_or(0);
      open = measured.has_value();
    }
    if (open) driver.reset(new_fluid_audio_driver(settings.get(), synth.get()));
    if (!driver) {
      return Error{ErrorCode::DeviceUnavailable,
                   "The sound driver " + name + " did not open: " + log.last() + "."};
    }
    // These two keep one buffer while another is played, and know nothing of audio.periods.
    const bool two = serverDecides || setup.driver == "pulseaudio";
    const bool one = setup.driver.starts_with(toFile);
    buffers = two ? 2 : one ? 1 : intSetting(settings.get(), "audio.periods");
    sampleRate = setup.sampleRate;
    return {};
  }
};

Result<std::unique_ptr<FluidSink>> FluidSink::open(const SynthSetup& setup) {
  const fluid::LogCollector log;
  std::unique_ptr<FluidSink> sink(new FluidSink(std::make_unique<Device>()));
  if (auto opened = sink->device_->open(setup, log); !opened) return opened.error();
  return sink;
}

FluidSink::FluidSink(std::unique_ptr<Device> device) : device_(std::move(device)) {}

FluidSink::~FluidSink() {
  device_->driver.reset();
  if (!device_->sequencer) return;
  fluid_sequencer_unregister_client(device_->sequencer.get(), device_->target);
  device_->sequencer.reset();
}

double FluidSink::now() {
  return fluid_sequencer_get_tick(device_->sequencer.get()) / Stamps::perSecond;
}

void FluidSink::send(const MidiMessage& message, double when) {
  const int channel = message.status & 0x0f;
  if (channel >= fluid::channels) return;
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
  const double blockSeconds = FluidRenderer::blockFrames / device_->sampleRate;
  const unsigned int time = stamps.stamp(message, when - blockSeconds);
  fluid_sequencer_send_at(device_->sequencer.get(), event, time, 1);
}

void FluidSink::silence() {
  fluid_sequencer_remove_events(device_->sequencer.get(), -1, device_->target, -1);
  for (int channel = 0; channel < fluid::channels; ++channel) {
    fluid::apply(device_->synth.get(), {static_cast<std::uint8_t>(0xb0 | channel), 64, 0});
    fluid_synth_all_notes_off(device_->synth.get(), channel);
    device_->stamps[static_cast<std::size_t>(channel)].forget();
  }
}

std::string FluidSink::description() const {
  const std::string name = "FluidSynth, " + device_->name;
  return device_->remark.empty() ? name : name + "; " + device_->remark;
}

double FluidSink::latency() const {
  return device_->bufferFrames * device_->buffers / device_->sampleRate;
}

int FluidSink::bufferFrames() const { return device_->bufferFrames; }

void FluidSink::setRemark(std::string remark) { device_->remark = std::move(remark); }

}  // namespace cadenza
