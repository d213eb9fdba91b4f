// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/midi/midi_reader.h"
#include "core/midi/midi_writer.h"
#include "tests/support/shared_data.h"

namespace cadenza {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> midiFilesBelow(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string extension = entry.path().extension().string();
    if (extension == ".mid" || extension == ".midi") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

void expectReadAndWrittenBack(const fs::path& file) {
  const auto import = readMidiFile(file);
  ASSERT_TRUE(import) << import.error().detail;
  EXPECT_TRUE(import->warnings.empty()) << file << ": " << import->warnings.front();
  EXPECT_GT(import->score.notes().size(), 0u) << file;
  const auto again = readMidi(writeMidi(import->score));
  ASSERT_TRUE(again) << file;
  EXPECT_EQ(again->score, import->score) << file;
}

TEST(MidiData, EveryTwentiethPerformanceIsReadAndWrittenBack) {
  const fs::path folder = test::sharedData("maestro-v3.0.0");
  if (folder.empty()) GTEST_SKIP() << "no performances here";
  const auto files = midiFilesBelow(folder);
  ASSERT_EQ(files.size(), 1'099u);
  for (std::size_t i = 0; i < files.size(); i += 20) expectReadAndWrittenBack(files[i]);
}

TEST(MidiData, EveryTwentiethEngravedPieceIsReadAndWrittenBack) {
  const fs::path folder = test::sharedData("shippable");
  if (folder.empty()) GTEST_SKIP() << "no pieces here";
  const auto files = midiFilesBelow(folder);
  ASSERT_EQ(files.size(), 668u);
  for (std::size_t i = 0; i < files.size(); i += 20) expectReadAndWrittenBack(files[i]);
}

// What each file of the readers' corpus that is not simply sound must say.
TEST(MidiData, TheReadersCorpusIsJudgedFileByFile) {
  const fs::path folder = test::sharedData("midi_corpus");
  if (folder.empty()) GTEST_SKIP() << "no corpus here";
  const std::map<std::string, std::string> faults = {
      {"test-2-tracks-type-0", "format 0 may hold one track"},
      {"test-corrupt-file-extra-byte", "1 byte outside the chunks"},
      {"test-corrupt-file-missing-byte", "breaks off inside an event"},
      {"test-all-gm-percussion", "183 drum notes"},
      {"test-control-00-20-bank-select", "4 drum notes"},
      {"test-sysex-gs-40-1x-15-drum-part-change", "4 drum notes"},
      {"test-illegal-message-all", "13 system messages"}};
  const auto files = midiFilesBelow(folder);
  ASSERT_EQ(files.size(), 72u);
  for (const fs::path& file : files) {
    const std::string name = file.stem().string();
    const auto import = readMidiFile(file);
    if (name == "test-empty-file" || name == "test-not-a-midi-file") {
      ASSERT_FALSE(import) << name;
      EXPECT_EQ(import.error().code, ErrorCode::NotMidi) << name;
      continue;
    }
    ASSERT_TRUE(import) << import.error().detail;
    std::string expected;
    if (name.starts_with("test-illegal-message")) expected = "1 system message that";
    if (const auto fault = faults.find(name); fault != faults.end()) expected = fault->second;
    const auto tells = [&](const std::string& warning) {
      return warning.find(expected) != std::string::npos;
    };
    EXPECT_EQ(import->warnings.empty(), expected.empty()) << name;
    EXPECT_TRUE(expected.empty() || std::ranges::any_of(import->warnings, tells)) << name;
  }
}

// Each of these plays the same scale of eight notes, whatever stands between them.
TEST(MidiData, DamagedScalesOfTheReadersCorpusLoseNoNote) {
  const fs::path folder = test::sharedData("midi_corpus");
  if (folder.empty()) GTEST_SKIP() << "no corpus here";
  const auto scale = readMidiFile(folder / "midi" / "test-c-major-scale.mid");
  ASSERT_TRUE(scale);
  ASSERT_EQ(scale->score.notes().size(), 8u);
  for (const fs::path& file : midiFilesBelow(folder)) {
    const std::string name = file.stem().string();
    const bool isScale = name.starts_with("test-illegal-message") ||
                         name.starts_with("test-running-status") ||
                         name.starts_with("test-corrupt-file") || name == "test-smpte-offset";
    if (!isScale) continue;
    const auto import = readMidiFile(file);
    ASSERT_TRUE(import) << import.error().detail;
    ASSERT_EQ(import->score.notes().size(), 8u) << name;
    for (std::size_t i = 0; i < 8; ++i) {
      EXPECT_EQ(import->score.notes()[i].pitch, scale->score.notes()[i].pitch) << name;
      EXPECT_EQ(import->score.notes()[i].duration, import->score.notes()[0].duration) << name;
    }
  }
}

}  // namespace
}  // namespace cadenza
