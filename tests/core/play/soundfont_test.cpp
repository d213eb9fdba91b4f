// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/soundfont.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/safe_file.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/variable.h"

namespace cadenza {
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;
using test::Variable;

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

TEST(Soundfont, TheUsersFontsAreListedOnceByNameAndSize) {
  const TemporaryFolder folder;
  const Variable data("XDG_DATA_HOME", folder.path());
  const fs::path own = folder / "soundfonts";
  fs::create_directories(own / "folder.sf2");
  fs::create_directories(folder / "sounds/sf2");
  ASSERT_TRUE(writeFile(own / "Steinway.SF2", std::string("piano")));
  ASSERT_TRUE(writeFile(own / "Bright.sf3", std::string("pianoforte")));
  ASSERT_TRUE(writeFile(own / "notes.txt", std::string("not a font")));
  fs::create_symlink(own / "Bright.sf3", folder / "sounds/sf2/default.sf2");
  fs::create_symlink(own / "gone.sf2", own / "dangling.sf2");
  std::vector<SoundfontEntry> mine;
  std::ranges::copy_if(listSoundfonts(), std::back_inserter(mine), [&](const auto& entry) {
    return entry.path.string().starts_with(fs::canonical(folder.path()).string());
  });
  const fs::path there = fs::canonical(own);
  const std::vector<SoundfontEntry> expected = {{there / "Bright.sf3", "Bright", 10},
                                                {there / "Steinway.SF2", "Steinway", 5}};
  EXPECT_EQ(mine, expected);
}

TEST(Soundfont, TheDefaultPianoOfTheSystemIsListed) {
  const Variable none("CADENZA_SOUNDFONT", "");
  const auto found = findSoundfont();
  if (!found) GTEST_SKIP() << "no soundfont on this machine";
  const auto all = listSoundfonts();
  EXPECT_NE(std::ranges::find(all, fs::canonical(*found), &SoundfontEntry::path), all.end());
}

}  // namespace
}  // namespace cadenza
