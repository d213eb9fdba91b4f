// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/soundfont_check.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/random.h"
#include "core/play/fluid_renderer.h"
#include "core/play/soundfont.h"
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

TEST_F(SoundfontCheck, MutatedFontsAreRefusedOrPlayed) {
  Random random(5);
  // Most of the file is samples; half of the changes go where they do harm.
  const std::size_t tables = good.find("pdta");
  int loaded = 0;
  for (int round = 0; round < 1000; ++round) {
    std::string font = good;
    const std::uint64_t changes = 1 + random.below(4);
    for (std::uint64_t i = 0; i < changes; ++i) {
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
  EXPECT_GT(loaded, 100);
}

}  // namespace
}  // namespace cadenza
