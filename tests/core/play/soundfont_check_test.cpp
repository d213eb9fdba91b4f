// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/soundfont_check.h"

#include <gtest/gtest.h>
#include <sndfile.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/random.h"
#include "core/play/fluid_renderer.h"
#include "core/play/soundfont.h"
#include "tests/support/campaign.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tiny_soundfont.h"

namespace cadenza {
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;
using test::TinySoundfont;

class SoundfontCheck : public ::testing::Test {
 protected:
  fs::path fileOf(const std::string& bytes) {
    // Not writeFile, which waits for the disk each time.
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
    return path;
  }
  // Refused with the file's name and these words.
  static void expectRefusal(const fs::path& font, const std::string& words,
                            ErrorCode code = ErrorCode::UnsupportedFile) {
    const auto checked = checkSoundfont(font);
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().code, code);
    EXPECT_NE(checked.error().detail.find(font.string()), std::string::npos);
    EXPECT_NE(checked.error().detail.find(words), std::string::npos) << checked.error().detail;
  }
  // The loudest sample of a short note, or nothing where the font can't be loaded.
  static std::optional<float> loudest(const fs::path& font) {
    SynthSetup setup;
    setup.soundfont = font;
    auto renderer = FluidRenderer::open(setup);
    if (!renderer) return std::nullopt;
    std::vector<float> samples(std::size_t{2} * 32 * FluidRenderer::blockFrames);
    renderer->apply(MidiMessage::noteOn(60, 100));
    renderer->render(samples.data(), samples.size() / 2);
    renderer->apply(MidiMessage::noteOff(60));
    renderer->render(samples.data(), samples.size() / 2);
    return std::ranges::max(samples);
  }

  TemporaryFolder folder;
  fs::path path = folder / "font.sf2";
  std::string good = TinySoundfont().bytes();
};

TEST_F(SoundfontCheck, AWholeFontPassesAndSounds) {
  const auto checked = checkSoundfont(fileOf(good));
  EXPECT_TRUE(checked) << checked.error().detail;
  EXPECT_GT(loudest(path).value_or(0), 0.01f);
}

TEST_F(SoundfontCheck, FontsOfThisMachinePass) {
  for (const SoundfontEntry& entry : listSoundfonts()) {
    const auto checked = checkSoundfont(entry.path);
    EXPECT_TRUE(checked) << checked.error().detail;
  }
}

TEST_F(SoundfontCheck, WhatIsNotThereIsSaid) {
  expectRefusal(folder / "missing.sf2", "does not exist", ErrorCode::NotFound);
}

TEST_F(SoundfontCheck, AFolderIsSaid) { expectRefusal(folder.path(), "is a folder"); }

TEST_F(SoundfontCheck, ADeviceIsNoFile) { expectRefusal("/dev/zero", "is not a file"); }

TEST_F(SoundfontCheck, AnEmptyFileIsSaid) { expectRefusal(fileOf(""), "is empty"); }

TEST_F(SoundfontCheck, AnotherKindOfFileIsSaid) {
  expectRefusal(fileOf("this is not a soundfont at all"), "is not a soundfont");
  expectRefusal(fileOf("RIFF\x10\0\0\0WAVEfmt 0123456789"), "is not a soundfont");
}

TEST_F(SoundfontCheck, AFileCutOffIsSaidWhereverItIsCut) {
  for (std::size_t length = 12; length < good.size(); length += 97) {
    expectRefusal(fileOf(good.substr(0, length)), "is cut off");
  }
  for (std::size_t length = 1; length < 12; ++length) {
    expectRefusal(fileOf(good.substr(0, length)), "is not a soundfont");
  }
}

TEST_F(SoundfontCheck, AFileTooLargeForItsFormatIsSaid) {
  fileOf(good);
  fs::resize_file(path, std::uintmax_t{5} << 30);
  expectRefusal(path, "is larger than");
}

TEST_F(SoundfontCheck, ALargeFileOfNothingIsSaid) {
  fileOf("");
  fs::resize_file(path, std::uintmax_t{3} << 30);
  expectRefusal(path, "is not a soundfont");
}

TEST_F(SoundfontCheck, AMissingPartIsSaid) {
  std::string font = good;
  font.replace(font.find("pdta"), 4, "junk");
  expectRefusal(fileOf(font), "a part of it is missing");
  font = good;
  font.replace(font.find("igen"), 4, "junk");
  expectRefusal(fileOf(font), "igen is not whole");
}

TEST_F(SoundfontCheck, AFontWithoutASoundIsSaid) {
  // Of two records, one stays: the end of the list. The other becomes a part nobody knows.
  const auto emptied = [&](const std::string& table, char recordBytes) {
    std::string font = good;
    const std::size_t at = font.find(table);
    const auto size = static_cast<std::size_t>(recordBytes);
    font[at + 4] = recordBytes;
    font.replace(at + 8 + size, 8, "junk" + std::string(1, recordBytes - 8) + std::string(3, '\0'));
    return font;
  };
  for (const auto& [table, bytes] : {std::pair("phdr", 38), std::pair("inst", 22)}) {
    expectRefusal(fileOf(emptied(table, static_cast<char>(bytes))), "holds no sound");
  }
}

TEST_F(SoundfontCheck, TablesThatPointAstrayAreSaid) {
  std::string font = good;
  font[font.find("phdr") + 8 + 24] = 77;
  expectRefusal(fileOf(font), "points outside");
  font = good;
  font[font.find("ibag") + 8 + 4 + 2] = 77;
  expectRefusal(fileOf(font), "points outside");
}

// A tenth of a second of a tone, as .sf3 keeps its samples.
std::string vorbisTone(const fs::path& scratch) {
  SF_INFO info{};
  info.samplerate = 44'100;
  info.channels = 1;
  info.format = SF_FORMAT_OGG | SF_FORMAT_VORBIS;
  SNDFILE* file = sf_open(scratch.c_str(), SFM_WRITE, &info);
  for (int i = 0; i < 4410; ++i) {
    const auto sample = static_cast<float>(0.5 * std::sin(0.0628 * i));
    sf_write_float(file, &sample, 1);
  }
  sf_close(file);
  std::ifstream stream(scratch, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

TEST_F(SoundfontCheck, ACompressedFontPassesAndSounds) {
  fileOf(TinySoundfont(vorbisTone(folder / "tone.ogg")).bytes());
  EXPECT_TRUE(checkSoundfont(path));
  EXPECT_GT(loudest(path).value_or(0), 0.01f);
}

class MutatedSoundfonts : public SoundfontCheck {
 protected:
  // Loads `rounds` fonts that differ from `whole` in some bytes; half of the changes go to its
  // tables, where they do harm. How many could be loaded.
  int loadMutations(const std::string& whole, int rounds, Random random) {
    const std::size_t tables = whole.find("pdta");
    int loaded = 0;
    for (int round = 0; round < rounds; ++round) {
      std::string font = whole;
      for (std::uint64_t i = random.below(4) + 1; i > 0; --i) {
        const std::size_t begin = random.below(2) == 0 ? 0 : tables;
        font[begin + random.below(font.size() - begin)] = static_cast<char>(random.below(256));
      }
      if (random.below(20) == 0) font.resize(random.below(font.size()));
      fileOf(font);
      const bool passes = checkSoundfont(path).operator bool();
      const auto sound = loudest(path);
      EXPECT_FALSE(sound && !passes);
      loaded += sound ? 1 : 0;
    }
    return loaded;
  }
};

TEST_F(MutatedSoundfonts, AreRefusedOrPlayed) {
  EXPECT_GT(loadMutations(good, test::campaign(1000, 3000), Random(5)), 100);
}

TEST_F(MutatedSoundfonts, AreRefusedOrPlayedWhereTheyAreCompressed) {
  const std::string whole = TinySoundfont(vorbisTone(folder / "tone.ogg")).bytes();
  EXPECT_GT(loadMutations(whole, 500, Random(6)), 50);
}

}  // namespace
}  // namespace cadenza
