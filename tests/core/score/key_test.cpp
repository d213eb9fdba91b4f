// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/score/key.h"

#include <gtest/gtest.h>

#include <bit>

namespace cadenza {
namespace {

TEST(Key, IsReadBackFromItsName) {
  for (int tonic = 0; tonic < 12; ++tonic) {
    for (int scale = 0; scale <= static_cast<int>(Scale::Locrian); ++scale) {
      const Key key{tonic, static_cast<Scale>(scale)};
      EXPECT_EQ(parseKey(name(key)), key) << name(key);
    }
  }
}

TEST(Key, IsUnderstoodInOtherWritings) {
  EXPECT_EQ(parseKey("F# dorian"), (Key{6, Scale::Dorian}));
  EXPECT_EQ(parseKey("bb MAJOR"), (Key{10, Scale::Major}));
  EXPECT_EQ(parseKey("Cb major"), (Key{11, Scale::Major}));
  EXPECT_EQ(parseKey("DMinor"), (Key{2, Scale::Minor}));
}

TEST(Key, IsNotMadeOfNonsense) {
  for (const char* text : {"", "D", "H major", "D funky", "major", "D# # minor", "#"}) {
    EXPECT_FALSE(parseKey(text)) << text;
  }
}

TEST(Key, HasItsOwnNotes) {
  const Key dMinor{2, Scale::Minor};
  for (const int pitch : {62, 64, 65, 67, 69, 70, 71, 72, 73}) EXPECT_TRUE(dMinor.contains(pitch));
  for (const int pitch : {63, 66, 68}) EXPECT_FALSE(dMinor.contains(pitch));
  EXPECT_EQ((Key{0, Scale::Major}.pitchClasses()), 0b101010110101);
}

TEST(Key, EveryScaleHasSevenNotesButMinorHasNine) {
  for (int tonic = 0; tonic < 12; ++tonic) {
    for (int scale = 0; scale <= static_cast<int>(Scale::Locrian); ++scale) {
      const Key key{tonic, static_cast<Scale>(scale)};
      EXPECT_EQ(std::popcount(key.pitchClasses()), key.scale == Scale::Minor ? 9 : 7);
      EXPECT_TRUE(key.contains(60 + tonic)) << name(key);
    }
  }
}

TEST(Key, IsPrintedAsItsSignatureWritesIt) {
  EXPECT_EQ(printedName({3, Scale::Minor}), "E♭ minor");
  EXPECT_EQ(printedName({1, Scale::Major}), "D♭ major");
  EXPECT_EQ(printedName({1, Scale::Minor}), "C♯ minor");
  EXPECT_EQ(printedName({6, Scale::Dorian}), "F♯ dorian");
  EXPECT_EQ(printedName({5, Scale::Lydian}), "F lydian");
  EXPECT_EQ(printedName({11, Scale::Locrian}), "B locrian");
  EXPECT_EQ(printedName({8, Scale::Minor}), "G♯ minor");
}

TEST(Key, NoPrintedNameNeedsADoubleAccidental) {
  for (int tonic = 0; tonic < 12; ++tonic) {
    for (int scale = 0; scale <= static_cast<int>(Scale::Locrian); ++scale) {
      const Key key{tonic, static_cast<Scale>(scale)};
      EXPECT_LE(printedName(key).find(' '), 4u) << printedName(key);
    }
  }
}

TEST(Pitch, IsPrintedAsTheKeySpellsIt) {
  const auto spelled = [](const char* key, int pitch) {
    return printedPitch(pitch, parseKey(key));
  };
  EXPECT_EQ(printedPitch(61, std::nullopt), "C♯4");
  EXPECT_EQ(printedPitch(70, std::nullopt), "A♯4");
  EXPECT_EQ(printedPitch(60, std::nullopt), "C4");
  EXPECT_EQ(spelled("D minor", 61), "C♯4");
  EXPECT_EQ(spelled("D minor", 70), "B♭4");
  EXPECT_EQ(spelled("Ab major", 61), "D♭4");
  EXPECT_EQ(spelled("E major", 63), "D♯4");
  EXPECT_EQ(spelled("F# major", 65), "E♯4");
  EXPECT_EQ(spelled("C# minor", 60), "B♯3");
  EXPECT_EQ(spelled("Eb minor", 59), "C♭4");
}

TEST(Pitch, IsReadBackFromItsName) {
  for (int pitch = 0; pitch < 128; ++pitch) EXPECT_EQ(parsePitch(pitchName(pitch)), pitch);
}

TEST(Pitch, MiddleCIsC4) {
  EXPECT_EQ(parsePitch("C4"), 60);
  EXPECT_EQ(parsePitch("eb3"), 51);
  EXPECT_EQ(parsePitch("F#-1"), 6);
  EXPECT_EQ(parsePitch("Cb4"), 59);
  EXPECT_EQ(parsePitch("B#3"), 60);
}

TEST(Pitch, IsNotMadeOfNonsense) {
  for (const char* text :
       {"", "C", "H4", "C10", "C-2", "G#9", "Cb-1", "C4x", "4", "C 4", "C99999999999"}) {
    EXPECT_FALSE(parsePitch(text)) << text;
  }
}

TEST(Pitch, FiveKeysOfAnOctaveAreBlack) {
  int black = 0;
  for (int pitch = 0; pitch < 120; ++pitch) {
    black += isBlackKey(pitch);
    EXPECT_EQ(isBlackKey(pitch), pitchName(pitch)[1] == '#');
  }
  EXPECT_EQ(black, 50);
}

}  // namespace
}  // namespace cadenza
