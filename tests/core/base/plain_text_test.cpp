// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/plain_text.h"

#include <gtest/gtest.h>

namespace cadenza {
namespace {

TEST(PlainText, KeepsWhatCanBeRead) {
  EXPECT_EQ(plainText("Née \"Évening\" – 夜想曲 🎹"), "Née \"Évening\" – 夜想曲 🎹");
  EXPECT_EQ(plainText(""), "");
}

TEST(PlainText, HasNoControlCharacters) {
  EXPECT_EQ(plainText("a\x1b[2Jb\nc\td\x7f"), "a [2Jb c d ");
  EXPECT_EQ(plainText("a\xc2\x9b"
                      "31mb"),
            "a 31mb")
      << "C1: the 8-bit escape sequence";
  EXPECT_EQ(plainText("a\xe2\x80\xae"
                      "b\xe2\x81\xa6"
                      "c"),
            "a b c")
      << "writing direction";
  EXPECT_EQ(plainText(std::string_view("a\0b", 3)), "a b");
}

TEST(PlainText, IsValidAndBounded) {
  EXPECT_EQ(plainText("a\xff"
                      "b\xc3"),
            "a\xef\xbf\xbd"
            "b\xef\xbf\xbd");
  EXPECT_EQ(plainText("\xc0\x9b"), "\xef\xbf\xbd\xef\xbf\xbd") << "an overlong escape";
  EXPECT_EQ(plainText("\xed\xa0\x80").find('\xed'), std::string::npos) << "a surrogate";
  EXPECT_EQ(plainText("äöü", 5), "äö");
}

}  // namespace
}  // namespace cadenza
