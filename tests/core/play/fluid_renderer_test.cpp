// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/fluid_renderer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/base/safe_file.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tiny_soundfont.h"

namespace cadenza {
namespace {

class FluidRendererTest : public ::testing::Test {
 protected:
  void SetUp() override {
    setup.soundfont = folder / "tiny.sf2";
    ASSERT_TRUE(writeFile(setup.soundfont, test::TinySoundfont().bytes()));
  }
  // A note of half a second and a second after it.
  [[nodiscard]] std::vector<float> render() const {
    auto renderer = FluidRenderer::open(setup);
    EXPECT_TRUE(renderer);
    std::vector<float> samples(std::size_t{2} * 3 * half);
    renderer->apply(MidiMessage::noteOn(69, 100));
    renderer->render(samples.data(), half);
    renderer->apply(MidiMessage::noteOff(69));
    renderer->render(samples.data() + 2 * half, 2 * half);
    return samples;
  }
  static double loudness(const std::vector<float>& samples, std::size_t from, std::size_t to) {
    double squares = 0;
    for (std::size_t i = from; i < to; ++i) squares += samples[i] * samples[i];
    return std::sqrt(squares / static_cast<double>(to - from));
  }
  static double heard(const std::vector<float>& samples) { return loudness(samples, 0, 2 * half); }
  static double afterwards(const std::vector<float>& samples) {
    return loudness(samples, 3 * half, 6 * half);
  }

  static constexpr std::size_t half = 375 * FluidRenderer::blockFrames;
  test::TemporaryFolder folder;
  SynthSetup setup;
};

TEST_F(FluidRendererTest, GainIsLinear) {
  setup.gain = 0.2;
  const double soft = heard(render());
  setup.gain = 0.6;
  EXPECT_NEAR(heard(render()) / soft, 3, 0.01);
}

TEST_F(FluidRendererTest, MoreReverbIsHeardLonger) {
  double before = -1;
  for (const double reverb : {0.5, 0.6, 0.8, 1.0}) {
    setup.reverb = reverb;
    const double now = afterwards(render());
    EXPECT_GT(now, before * 1.5) << reverb;
    before = now;
  }
  setup.reverb = 0;
  EXPECT_LT(afterwards(render()), 1e-6);
}

TEST_F(FluidRendererTest, ChorusIsOffOrChangesTheSound) {
  const auto plain = render();
  setup.chorus = 0.5;
  EXPECT_NE(render(), plain);
}

TEST_F(FluidRendererTest, TheSameEachTime) { EXPECT_EQ(render(), render()); }

}  // namespace
}  // namespace cadenza
