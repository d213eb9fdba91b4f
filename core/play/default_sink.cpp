// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/default_sink.h"

#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "core/play/fluid_sink.h"
#include "core/play/midi_port_sink.h"
#include "core/play/silent_sink.h"
#include "core/play/soundfont.h"
#include "core/play/soundfont_check.h"

namespace cadenza {
namespace {

namespace fs = std::filesystem;

bool anyFileBegins(const fs::path& folder, const std::string& beginning) {
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(folder, failed)) {
    if (entry.path().filename().string().starts_with(beginning)) return true;
  }
  return false;
}

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// Drivers that have a chance here; the others would only fill the terminal with complaints of the
// libraries below FluidSynth.
std::vector<std::string> likelyDrivers() {
  std::vector<std::string> drivers;
  std::error_code ignored;
  const std::string runtime = variable("XDG_RUNTIME_DIR");
  const bool pulse = !variable("PULSE_SERVER").empty() ||
                     (!runtime.empty() && fs::exists(fs::path(runtime) / "pulse/native", ignored));
  if (pulse) drivers.push_back("pulseaudio");
  const std::string server = variable("JACK_DEFAULT_SERVER");
  if (anyFileBegins("/dev/shm", "jack_" + (server.empty() ? "default" : server) + "_")) {
    drivers.push_back("jack");
  }
  if (anyFileBegins("/dev/snd", "pcm")) drivers.push_back("alsa");
  return drivers;
}

std::unique_ptr<NoteSink> silent(const std::string& why) {
  return std::make_unique<SilentSink>("silent: " + why);
}

// The font to play on, and what is to be said about it.
struct ChosenFont {
  fs::path path;
  std::string remark;
};

Result<ChosenFont> chooseFont(const fs::path& wanted) {
  if (!wanted.empty()) {
    const auto checked = checkSoundfont(wanted);
    if (checked) return ChosenFont{wanted, {}};
    const auto other = findSoundfont();
    if (!other) return checked.error();
    return ChosenFont{
        *other, "played on " + other->filename().string() + ", for " + checked.error().detail};
  }
  const auto found = findSoundfont();
  if (!found) return found.error();
  return ChosenFont{*found, {}};
}

std::unique_ptr<NoteSink> makeSynthSink(SynthSetup setup) {
  const std::string chosen = setup.driver.empty() ? variable("CADENZA_AUDIO_DRIVER") : setup.driver;
  if (chosen == "none") return silent("CADENZA_AUDIO_DRIVER is none.");
  const auto font = chooseFont(setup.soundfont);
  if (!font) return silent(font.error().detail);
  setup.soundfont = font->path;

  std::string why = "no sound device was found. Connect one, or start a sound server.";
  const auto drivers = chosen.empty() ? likelyDrivers() : std::vector<std::string>{chosen};
  for (const std::string& driver : drivers) {
    setup.driver = driver;
    auto sink = FluidSink::open(setup);
    if (sink) {
      (*sink)->setRemark(font->remark);
      return std::move(*sink);
    }
    why = sink.error().detail;
    if (sink.error().code != ErrorCode::DeviceUnavailable) return silent(why);
  }
  return std::make_unique<MissingDeviceSink>("silent: " + why);
}

}  // namespace

std::unique_ptr<NoteSink> makeSink(const SoundSetup& setup) {
  if (setup.output == SoundOutput::MidiPort) return std::make_unique<MidiPortSink>(setup.midi);
  return makeSynthSink(setup.synth);
}

}  // namespace cadenza
