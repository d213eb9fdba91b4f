// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/fluid_drivers.h"

#include <algorithm>
#include <array>

#include "core/play/fluid_parts.h"

namespace cadenza {
namespace {

// In the order in which they are offered. Others of FluidSynth's are no devices ("file"), or need a
// library that nobody starts here ("sdl2").
struct Known {
  const char* id;
  const char* name;
  const char* device;  // the setting that names one
};
constexpr std::array<Known, 9> known{{{"pipewire", "PipeWire", ""},
                                      {"pulseaudio", "PulseAudio", "audio.pulseaudio.device"},
                                      {"jack", "JACK", ""},
                                      {"alsa", "ALSA", "audio.alsa.device"},
                                      {"oss", "OSS", "audio.oss.device"},
                                      {"portaudio", "PortAudio", "audio.portaudio.device"},
                                      {"coreaudio", "CoreAudio", "audio.coreaudio.device"},
                                      {"wasapi", "WASAPI", "audio.wasapi.device"},
                                      {"dsound", "DirectSound", "audio.dsound.device"}}};

std::vector<std::string> optionsOf(fluid_settings_t* settings, const char* name) {
  std::vector<std::string> options;
  fluid_settings_foreach_option(
      settings, name, &options, [](void* list, const char*, const char* option) {
        static_cast<std::vector<std::string>*>(list)->emplace_back(option);
      });
  return options;
}

}  // namespace

std::vector<SoundDriver> soundDrivers() {
  const fluid::LogCollector log;
  const fluid::Settings settings(new_fluid_settings());
  const auto there = optionsOf(settings.get(), "audio.driver");
  std::vector<SoundDriver> drivers;
  for (const Known& driver : known) {
    if (std::ranges::find(there, driver.id) == there.end()) continue;
    drivers.push_back({driver.id, driver.name, optionsOf(settings.get(), driver.device)});
    std::erase(drivers.back().devices, "default");
  }
  return drivers;
}

}  // namespace cadenza
