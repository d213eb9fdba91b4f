// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/corpus/csv.h"

#include <gtest/gtest.h>

#include "core/base/random.h"

namespace cadenza {
namespace {

using Rows = std::vector<CsvRow>;

TEST(Csv, TakesLinesOfEveryKindApart) {
  EXPECT_EQ(parseCsv("a,b\r\nc,d\ne,f"), (Rows{{"a", "b"}, {"c", "d"}, {"e", "f"}}));
  EXPECT_EQ(parseCsv("a,,\n,b"), (Rows{{"a", "", ""}, {"", "b"}}));
  EXPECT_EQ(parseCsv("\n\na\n\n"), (Rows{{"a"}}));
  EXPECT_EQ(parseCsv(""), Rows{});
}

TEST(Csv, FieldsInQuotesHoldCommasLinesAndQuotes) {
  EXPECT_EQ(parseCsv("\"Sonata, No. 1\",\"say \"\"Ah\"\"\"\n\"two\nlines\",x"),
            (Rows{{"Sonata, No. 1", "say \"Ah\""}, {"two\nlines", "x"}}));
}

TEST(Csv, PassesOverAByteOrderMark) {
  EXPECT_EQ(parseCsv("\xef\xbb\xbf\"file\",b"), (Rows{{"file", "b"}}));
}

TEST(Csv, AnOpenQuoteReachesToTheEnd) {
  EXPECT_EQ(parseCsv("a,\"b,c\nd"), (Rows{{"a", "b,c\nd"}}));
  EXPECT_EQ(parseCsv("\""), Rows{});
}

TEST(Csv, WhatIsQuotedIsReadBack) {
  Random random(1);
  for (int round = 0; round < 2'000; ++round) {
    Rows rows(1 + random.below(5));
    std::string text;
    for (CsvRow& row : rows) {
      for (std::uint64_t i = 2 + random.below(4); i > 0; --i) {
        std::string field;
        for (std::uint64_t j = random.below(6); j > 0; --j) {
          field += "ab,\"\n\r "[random.below(7)];
        }
        text += (row.empty() ? "\"" : ",\"");
        for (const char c : field) text += c == '"' ? std::string("\"\"") : std::string(1, c);
        text += '"';
        row.push_back(field);
      }
      text += "\n";
    }
    ASSERT_EQ(parseCsv(text), rows) << text;
  }
}

}  // namespace
}  // namespace cadenza
