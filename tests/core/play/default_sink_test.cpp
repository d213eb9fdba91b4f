// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/default_sink.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <optional>
#include <string>

#include "core/base/safe_file.h"
#include "core/play/soundfont.h"
#include "tests/support/temporary_folder.h"

namespace cadenza {
namespace {

using test::TemporaryFolder;

// Sets a variable of the environment for as long as it lives.
class Variable {
 public:
  Variable(const char* name, const std::string& value) : name_(name) {
    if (const char* before = std::getenv(name)) before_ = before;
    ::setenv(name, value.c_str(), 1);
  }
  ~Variable() { before_ ? ::setenv(name_, before_->c_str(), 1) : ::unsetenv(name_); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
  std::optional<std::string> before_;
};

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

TEST(Soundfont, TheChosenOneComesFirst) {
  const TemporaryFolder folder;
  ASSERT_TRUE(writeFile(folder / "mine.sf2", std::string("piano")));
  const Variable font("CADENZA_SOUNDFONT", folder / "mine.sf2");
  const auto found = findSoundfont();
  ASSERT_TRUE(found);
  EXPECT_EQ(*found, folder / "mine.sf2");
}

TEST(Soundfont, AFolderIsNoSoundfont) {
  const TemporaryFolder folder;
  const Variable font("CADENZA_SOUNDFONT", folder.path());
  const auto found = findSoundfont();
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, ErrorCode::NotFound);
}

}  // namespace
}  // namespace cadenza
