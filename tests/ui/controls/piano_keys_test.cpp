// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/piano_keys.h"

#include <gtest/gtest.h>

#include <set>
#include <vector>

namespace cadenza::ui {
namespace {

std::vector<int> semitonesOf(std::initializer_list<Qt::Key> keys) {
  std::vector<int> semitones;
  for (const Qt::Key key : keys) semitones.push_back(pianoKeyOf(key)->semitone);
  return semitones;
}

TEST(PianoKeys, TwoRowsAreTwoOctaves) {
  EXPECT_EQ(semitonesOf({Qt::Key_Z, Qt::Key_S, Qt::Key_X, Qt::Key_D, Qt::Key_C, Qt::Key_V,
                         Qt::Key_G, Qt::Key_B, Qt::Key_H, Qt::Key_N, Qt::Key_J, Qt::Key_M}),
            (std::vector{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}));
  EXPECT_EQ(
      semitonesOf({Qt::Key_Q, Qt::Key_2, Qt::Key_W, Qt::Key_3, Qt::Key_E, Qt::Key_R, Qt::Key_5,
                   Qt::Key_T, Qt::Key_6, Qt::Key_Y, Qt::Key_7, Qt::Key_U, Qt::Key_I}),
      (std::vector{12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24}));
}

TEST(PianoKeys, WhereNoBlackKeyIsThereIsNone) {
  for (const Qt::Key key : {Qt::Key_A, Qt::Key_F, Qt::Key_K, Qt::Key_1, Qt::Key_4, Qt::Key_8,
                            Qt::Key_Space, Qt::Key_Escape, Qt::Key_Delete}) {
    EXPECT_EQ(pianoKeyOf(key), std::nullopt) << key;
  }
}

TEST(PianoKeys, EverySemitoneCanBeReached) {
  std::set<int> reached;
  for (int code = 0; code < 128; ++code) {
    if (const auto key = pianoKeyAt(code); key && key->kind == PianoKey::Kind::Note) {
      reached.insert(key->semitone);
    }
  }
  EXPECT_EQ(reached.size(), static_cast<std::size_t>(highestSemitone + 1));
  EXPECT_EQ(*reached.begin(), 0);
  EXPECT_EQ(*reached.rbegin(), highestSemitone);
}

TEST(PianoKeys, OctavesAreChangedByBracketsAndPageKeys) {
  EXPECT_EQ(pianoKeyOf(Qt::Key_BracketLeft)->kind, PianoKey::Kind::OctaveDown);
  EXPECT_EQ(pianoKeyOf(Qt::Key_PageUp)->kind, PianoKey::Kind::OctaveUp);
  EXPECT_EQ(pianoKeyAt(27)->kind, PianoKey::Kind::OctaveUp);
}

TEST(PianoKeys, PlacesAreKnownWhereThePlatformTellsThem) {
  EXPECT_EQ(keyCode(52, QStringLiteral("xcb")), 44);
  EXPECT_EQ(keyCode(24, QStringLiteral("wayland-egl")), 16);
  EXPECT_EQ(keyCode(44, QStringLiteral("windows")), 44);
  EXPECT_EQ(keyCode(0, QStringLiteral("xcb")), std::nullopt);
  EXPECT_EQ(keyCode(52, QStringLiteral("offscreen")), std::nullopt);
}

}  // namespace
}  // namespace cadenza::ui
