// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/default_sink.h"

#include <gtest/gtest.h>

#include <string>

#include "core/base/safe_file.h"
#include "core/play/soundfont.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tiny_soundfont.h"
#include "tests/support/variable.h"

namespace cadenza {
namespace {

using test::TemporaryFolder;
using test::Variable;

TEST(DefaultSink, DriverNoneIsSilentAndSaysSo) {
  const Variable driver("CADENZA_AUDIO_DRIVER", "none");
  const auto sink = makeSink();
  EXPECT_FALSE(sink->audible());
  EXPECT_NE(sink->description().find("CADENZA_AUDIO_DRIVER"), std::string::npos);
}

TEST(DefaultSink, AnUnknownDriverIsSilentAndNamed) {
  if (!findSoundfont()) GTEST_SKIP() << "no soundfont on this machine";
  const Variable driver("CADENZA_AUDIO_DRIVER", "gramophone");
  const auto sink = makeSink();
  EXPECT_FALSE(sink->audible());
  EXPECT_NE(sink->description().find("gramophone"), std::string::npos);
}

TEST(DefaultSink, ASoundfontThatIsMissingIsSilentAndNamed) {
  const Variable font("CADENZA_SOUNDFONT", "/nowhere/piano.sf2");
  const Variable driver("CADENZA_AUDIO_DRIVER", "");
  const auto sink = makeSink();
  EXPECT_FALSE(sink->audible());
  EXPECT_NE(sink->description().find("/nowhere/piano.sf2"), std::string::npos);
}

TEST(DefaultSink, ItsClockRunsWhereNothingIsHeard) {
  const Variable driver("CADENZA_AUDIO_DRIVER", "none");
  const auto sink = makeSink();
  const double before = sink->now();
  double after = sink->now();
  while (after == before) after = sink->now();
  EXPECT_GT(after, before);
}

TEST(DefaultSink, OnlyAMissingDeviceIsWorthAnotherTry) {
  if (!findSoundfont()) GTEST_SKIP() << "no soundfont on this machine";
  {
    const Variable driver("CADENZA_AUDIO_DRIVER", "gramophone");
    EXPECT_TRUE(makeSink()->provisional());
  }
  const Variable driver("CADENZA_AUDIO_DRIVER", "none");
  EXPECT_FALSE(makeSink()->provisional());
  const Variable font("CADENZA_SOUNDFONT", "/nowhere/piano.sf2");
  const Variable device("CADENZA_AUDIO_DRIVER", "gramophone");
  EXPECT_FALSE(makeSink()->provisional());
}

TEST(DefaultSink, ABadFontGivesWayToTheDefaultPianoAndIsNamed) {
  const auto usual = findSoundfont();
  if (!usual) GTEST_SKIP() << "no soundfont on this machine";
  const TemporaryFolder folder;
  ASSERT_TRUE(writeFile(folder / "broken.sf2", std::string("RIFF")));
  SoundSetup setup;
  setup.synth.driver = "file:" + (folder / "out.wav").string();
  setup.synth.soundfont = folder / "broken.sf2";
  const auto sink = makeSink(setup);
  EXPECT_TRUE(sink->audible());
  EXPECT_NE(sink->description().find("broken.sf2"), std::string::npos);
  EXPECT_NE(sink->description().find(usual->filename().string()), std::string::npos);
}

TEST(DefaultSink, PlaysOnTheChosenFont) {
  const TemporaryFolder folder;
  ASSERT_TRUE(writeFile(folder / "tiny.sf2", test::TinySoundfont().bytes()));
  SoundSetup setup;
  setup.synth.driver = "file:" + (folder / "out.wav").string();
  setup.synth.soundfont = folder / "tiny.sf2";
  const auto sink = makeSink(setup);
  EXPECT_TRUE(sink->audible());
  EXPECT_EQ(sink->description().find(';'), std::string::npos) << sink->description();
}

}  // namespace
}  // namespace cadenza
