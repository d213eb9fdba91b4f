// SPDX-License-Identifier: GPL-3.0-or-later
// P10: how far the onset of a note that is played lies from where it lies when it is exported.
#include <benchmark/benchmark.h>
#include <fluidsynth.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "core/play/fluid_renderer.h"
#include "core/play/fluid_sink.h"
#include "core/play/soundfont.h"
#include "tests/bench/inputs.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/wav_file.h"

namespace cadenza::bench {
namespace {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

constexpr int rate = 48'000;
constexpr int pitch = 72;
constexpr int loud = 200;  // of 32,768
constexpr int notes = 10;
constexpr double first = 0.3;
constexpr double apart = 0.6007;  // seconds: it is still again, and no multiple of any buffer
constexpr double held = 0.03;
constexpr std::size_t searched = rate / 20;

SynthSetup setupFor(const std::filesystem::path& file, int bufferFrames) {
  SynthSetup setup;
  if (const auto font = findSoundfont()) setup.soundfont = *font;
  setup.sampleRate = rate;
  setup.reverb = 0;
  setup.bufferFrames = bufferFrames;
  setup.driver = "file:" + file.string();
  return setup;
}

// Frames from a note's moment to the first sample that is loud, as it is exported.
double framesToLoud(const SynthSetup& setup) {
  auto renderer = FluidRenderer::open(setup);
  if (!renderer) return 0;
  renderer->apply(MidiMessage::noteOn(pitch, 127));
  std::vector<float> samples(std::size_t{2} * 64 * FluidRenderer::blockFrames);
  renderer->render(samples.data(), samples.size() / 2);
  std::size_t frame = 0;
  while (2 * frame < samples.size() && std::abs(samples[2 * frame]) * 32'768 < loud) ++frame;
  return static_cast<double>(frame);
}

// Frames from `from` to the first loud one after a silence.
std::optional<double> onset(const test::WavFile& wav, double from) {
  for (auto i = static_cast<std::size_t>(std::max(from, 0.0)); i < wav.frames(); ++i) {
    if (std::abs(wav.samples[2 * i]) >= loud) return static_cast<double>(i);
  }
  return std::nullopt;
}

void report(benchmark::State& state, const test::WavFile& wav, const std::vector<double>& due) {
  double least = 1e9;
  double most = -1e9;
  for (const double frame : due) {
    const auto found = onset(wav, frame - searched);
    if (!found) return state.SkipWithError("a note is missing");
    least = std::min(least, *found - frame);
    most = std::max(most, *found - frame);
  }
  state.counters["earliest_frames"] = least;
  state.counters["latest_frames"] = most;
  state.counters["spread_frames"] = most - least;
}

// Notes that were sent ahead, stamped with the sink's clock; counted from where an export has them.
void playByCadenza(benchmark::State& state) {
  const test::TemporaryFolder folder;
  const auto file = folder / "live.wav";
  const SynthSetup setup = setupFor(file, static_cast<int>(state.range(0)));
  const double attack = framesToLoud(setup);
  std::vector<double> due;
  for ([[maybe_unused]] auto round : state) {
    auto sink = FluidSink::open(setup);
    if (!sink) return state.SkipWithError(sink.error().detail.c_str());
    double when = (*sink)->now() + first;
    for (int i = 0; i < notes; ++i, when += apart) {
      (*sink)->send(MidiMessage::noteOn(pitch, 127), when);
      (*sink)->send(MidiMessage::noteOff(pitch), when + held);
      due.push_back(when * rate + attack);
    }
    while ((*sink)->now() < when) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  report(state, test::readWav(file), due);
}

// The peer: a thread that sleeps until a note is due and then plays it by FluidSynth's plain API.
// When the device's first sample was due is not known; what counts is the spread.
void playByPlainApi(benchmark::State& state) {
  const test::TemporaryFolder folder;
  const auto file = folder / "live.wav";
  const SynthSetup setup = setupFor(file, static_cast<int>(state.range(0)));
  const double attack = framesToLoud(setup);
  std::vector<double> due;
  for ([[maybe_unused]] auto round : state) {
    fluid_settings_t* settings = new_fluid_settings();
    fluid_settings_setnum(settings, "synth.sample-rate", rate);
    fluid_settings_setnum(settings, "synth.gain", 1);
    fluid_settings_setint(settings, "synth.reverb.active", 0);
    fluid_settings_setint(settings, "synth.chorus.active", 0);
    fluid_settings_setint(settings, "audio.period-size", setup.bufferFrames);
    fluid_settings_setstr(settings, "audio.driver", "file");
    fluid_settings_setstr(settings, "audio.file.name", file.c_str());
    fluid_settings_setstr(settings, "audio.file.type", "wav");
    fluid_synth_t* synth = new_fluid_synth(settings);
    fluid_synth_sfload(synth, setup.soundfont.c_str(), 1);
    fluid_audio_driver_t* driver = new_fluid_audio_driver(settings, synth);
    const auto start = Clock::now();
    double when = first;
    for (int i = 0; driver != nullptr && i < notes; ++i, when += apart) {
      std::this_thread::sleep_until(start +
                                    std::chrono::duration_cast<Clock::duration>(Seconds(when)));
      fluid_synth_noteon(synth, 0, pitch, 127);
      std::this_thread::sleep_for(std::chrono::duration_cast<Clock::duration>(Seconds(held)));
      fluid_synth_noteoff(synth, 0, pitch);
      due.push_back(when * rate + attack);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(1000));
    delete_fluid_audio_driver(driver);
    delete_fluid_synth(synth);
    delete_fluid_settings(settings);
  }
  report(state, test::readWav(file), due);
}

}  // namespace

void addOnsetBenchmarks() {
  using Run = void (*)(benchmark::State&);
  for (const auto& [name, run] : {std::pair<const char*, Run>("P10/cadenza", playByCadenza),
                                  std::pair<const char*, Run>("P10/plain_api", playByPlainApi)}) {
    benchmark::RegisterBenchmark(name, run)
        ->RangeMultiplier(2)
        ->Range(64, 2048)
        ->Iterations(1)
        ->UseRealTime()
        ->Unit(benchmark::kMillisecond);
  }
}

}  // namespace cadenza::bench
