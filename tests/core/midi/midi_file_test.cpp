// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/midi/midi_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <set>
#include <sstream>
#include <string>

#include "core/base/safe_file.h"
#include "core/midi/midi_reader.h"
#include "core/midi/midi_writer.h"
#include "tests/support/temporary_folder.h"

namespace cadenza {
namespace {

namespace fs = std::filesystem;

void compress(const fs::path& path, std::span<const std::byte> bytes) {
  gzFile file = gzopen(path.c_str(), "wb");
  ASSERT_EQ(gzwrite(file, bytes.data(), static_cast<unsigned>(bytes.size())),
            static_cast<int>(bytes.size()));
  ASSERT_EQ(gzclose(file), Z_OK);
}

std::vector<std::byte> scale() {
  ScoreItems items;
  items.notes = {{0, 480, 60, 80}, {480, 480, 62, 80}};
  return writeMidi(Score(std::move(items)));
}

TEST(MidiFile, KnowsTheNamesOfMidiFiles) {
  for (const char* name : {"a.mid", "a.MID", "b.midi", "c.kar", "d.smf", "e.rmi", "f.RMI",
                           "g.mid.gz", "h.b.midi.GZ", "\xff.mid"}) {
    EXPECT_TRUE(isMidiName(name)) << name;
  }
  for (const char* name : {"a.txt", "mid", ".mid", "a.gz", "a.txt.gz", "a.mid.zip", "a.mid/b"}) {
    EXPECT_FALSE(isMidiName(name)) << name;
  }
}

TEST(MidiFile, KnowsTheNamesThatMayBeWritten) {
  for (const char* name : {"a.mid", "a.MIDI", "a.smf", "a.kar"}) {
    EXPECT_TRUE(isMidiNameToWrite(name)) << name;
  }
  for (const char* name : {"a.rmi", "a.mid.gz", "a.wav", "a", ".mid"}) {
    EXPECT_FALSE(isMidiNameToWrite(name)) << name;
  }
}

TEST(MidiFile, ItsPatternsAreNamesThatItKnows) {
  std::istringstream patterns(midiNamePatterns());
  std::set<std::string> seen;
  for (std::string pattern; patterns >> pattern;) {
    ASSERT_EQ(pattern.front(), '*');
    EXPECT_TRUE(isMidiName("a" + pattern.substr(1))) << pattern;
    EXPECT_TRUE(seen.insert(pattern).second) << pattern;
  }
  EXPECT_EQ(seen.size(), 3 * midiExtensions.size());
  EXPECT_TRUE(seen.contains("*.midi.gz"));
  EXPECT_TRUE(seen.contains("*.KAR"));
}

TEST(MidiFile, ReadsWhatIsCompressed) {
  const test::TemporaryFolder folder;
  compress(folder / "a.mid", scale());
  const auto import = readMidiFile(folder / "a.mid");
  ASSERT_TRUE(import) << import.error().detail;
  EXPECT_EQ(import->score.notes().size(), 2u);
}

TEST(MidiFile, ExpandsNoMoreThanAMidiFileMayBe) {
  const test::TemporaryFolder folder;
  compress(folder / "bomb.mid", std::vector<std::byte>(largestMidiFile + 1));
  const auto bytes = readMidiBytes(folder / "bomb.mid");
  ASSERT_FALSE(bytes);
  EXPECT_EQ(bytes.error().code, ErrorCode::InvalidArgument);
  EXPECT_THAT(bytes.error().detail, testing::HasSubstr("bomb.mid"));
}

}  // namespace
}  // namespace cadenza
