// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/fluid_renderer.h"

#include <cassert>
#include <utility>

#include "core/play/fluid_parts.h"

namespace cadenza {

struct FluidRenderer::Synth {
  fluid::Settings settings;
  fluid::Synthesizer synth;
};

Result<FluidRenderer> FluidRenderer::open(const SynthSetup& setup) {
  const fluid::LogCollector log;
  auto synth = std::make_unique<Synth>();
  synth->settings = fluid::makeSettings(setup);
  auto made = fluid::makeSynth(synth->settings.get(), setup, log);
  if (!made) return made.error();
  synth->synth = std::move(*made);
  auto loaded = fluid::loadPiano(synth->synth.get(), setup, log);
  if (!loaded) return loaded.error();
  return FluidRenderer(std::move(synth));
}

FluidRenderer::FluidRenderer(std::unique_ptr<Synth> synth) : synth_(std::move(synth)) {}
FluidRenderer::FluidRenderer(FluidRenderer&&) noexcept = default;
FluidRenderer& FluidRenderer::operator=(FluidRenderer&&) noexcept = default;
FluidRenderer::~FluidRenderer() = default;

void FluidRenderer::apply(const MidiMessage& message) {
  fluid::apply(synth_->synth.get(), message);
}

void FluidRenderer::render(float* samples, std::size_t frames) {
  assert(frames % blockFrames == 0);
  fluid_synth_write_float(synth_->synth.get(), static_cast<int>(frames), samples, 0, 2, samples, 1,
                          2);
}

int FluidRenderer::activeVoices() const {
  return fluid_synth_get_active_voice_count(synth_->synth.get());
}

}  // namespace cadenza
