// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "core/base/random.h"
#include "core/midi/midi_writer.h"
#include "tests/core/midi/any_score.h"
#include "tests/support/campaign.h"
#include "tests/support/temporary_folder.h"

namespace cadenza {
namespace {

struct Closer {
  void operator()(std::FILE* pipe) const { ::pclose(pipe); }
};

std::vector<std::string> linesOf(const std::string& command) {
  const std::unique_ptr<std::FILE, Closer> pipe(::popen(command.c_str(), "r"));
  std::vector<std::string> lines;
  std::array<char, 256> line{};
  while (pipe && std::fgets(line.data(), line.size(), pipe.get())) {
    lines.emplace_back(line.data());
    lines.back().pop_back();
  }
  return lines;
}

// A Python that has mido, or nothing.
std::string pythonWithMido() {
  for (const std::string python : {"/usr/bin/python3", "python3"}) {
    if (!linesOf(python + " -c 'import mido; print(1)' 2>/dev/null").empty()) return python;
  }
  return {};
}

template <class... Numbers>
std::string line(const char* kind, Numbers... numbers) {
  std::string text = kind;
  ((text += " " + std::to_string(numbers)), ...);
  return text;
}

std::vector<std::string> linesOf(const Score& score) {
  std::vector<std::string> lines;
  for (const Note& note : score.notes()) {
    lines.push_back(line("note", note.onset, note.duration, note.pitch, note.velocity));
  }
  for (const PedalChange& change : score.pedal()) {
    if (change.repedals) lines.push_back(line("pedal", change.tick, 0));
    lines.push_back(line("pedal", change.tick, change.value));
  }
  // Written files say the default tempo and time signature, too.
  if (score.tempo().changes().empty() || score.tempo().changes()[0].tick > 0) {
    lines.push_back(line("tempo", 0, 500'000));
  }
  if (score.meter().signatures().empty() || score.meter().signatures()[0].tick > 0) {
    lines.push_back(line("meter", 0, 4, 4));
  }
  for (const TempoChange& change : score.tempo().changes()) {
    lines.push_back(line("tempo", change.tick, change.microsPerQuarter));
  }
  for (const TimeSignature& signature : score.meter().signatures()) {
    lines.push_back(line("meter", signature.tick, signature.numerator, signature.denominator));
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

TEST(MidiWriter, AnotherProgramReadsTheSame) {
  const std::string python = pythonWithMido();
  if (python.empty()) GTEST_SKIP() << "no Python with mido here";
  const test::TemporaryFolder folder;
  Random random(11);
  std::vector<std::vector<std::string>> expected;
  for (int i = 0; i < test::campaign(100, 1'000); ++i) {
    const Score score = test::anyScore(random);
    const MidiFormat format = i % 2 == 0 ? MidiFormat::OneTrack : MidiFormat::Tracks;
    ASSERT_TRUE(
        writeMidiFile(folder / (std::to_string(10'000 + i) + ".mid"), score, "Title", format));
    expected.push_back(linesOf(score));
  }
  std::vector<std::vector<std::string>> found;
  for (const std::string& text :
       linesOf(python + " " CADENZA_SOURCE_DIR "/tests/core/midi/list_with_mido.py " +
               folder.path().string() + "/*.mid")) {
    if (text == "file") {
      found.emplace_back();
    } else {
      found.back().push_back(text);
    }
  }
  for (auto& lines : found) std::sort(lines.begin(), lines.end());
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) EXPECT_EQ(found[i], expected[i]) << "score " << i;
}

}  // namespace
}  // namespace cadenza
