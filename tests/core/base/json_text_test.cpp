// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json_text.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

namespace cadenza {
namespace {

std::string nested(int depth) {
  return std::string(static_cast<std::size_t>(depth), '[') +
         std::string(static_cast<std::size_t>(depth), ']');
}

TEST(JsonText, IsReadUpToADepth) {
  EXPECT_TRUE(parseJson(nested(deepestJson)).is_array());
  EXPECT_TRUE(parseJson(nested(deepestJson + 1)).is_discarded());
  EXPECT_TRUE(parseJson(nested(1'000'000)).is_discarded());
  EXPECT_TRUE(parseJson(std::string(1'000'000, '[')).is_discarded());
  EXPECT_TRUE(parseJson(R"({"a":)" + nested(200'000) + "}").is_discarded());
  EXPECT_TRUE(parseJsonWithUniqueKeys(nested(1'000'000)).is_discarded());
  const std::string brackets(200, '[');
  EXPECT_TRUE(parseJson("{\"text\":\"" + brackets + "\\\"" + brackets + "\"}").is_object())
      << "text is no nesting";
}

TEST(JsonText, ThatIsBrokenOrDoubledIsDiscarded) {
  EXPECT_TRUE(parseJson("{").is_discarded());
  EXPECT_TRUE(parseJson("").is_discarded());
  EXPECT_TRUE(parseJson("\"\xff\"").is_discarded());
  EXPECT_TRUE(parseJson("1e999").is_discarded());
  EXPECT_TRUE(parseJson(R"({"a":1,"a":2})").is_object());
  EXPECT_TRUE(parseJsonWithUniqueKeys(R"({"a":1,"a":2})").is_discarded());
  EXPECT_TRUE(parseJsonWithUniqueKeys(R"({"a":{"a":1},"b":{"a":2}})").is_object());
}

TEST(JsonText, HoldsExactIntegersOnly) {
  const auto of = [](const char* text) { return integerOf(parseJson(text), -5, 4'294'967'296); };
  EXPECT_EQ(of("2"), 2);
  EXPECT_EQ(of("-5"), -5);
  EXPECT_EQ(of("4294967296"), 4'294'967'296);
  for (const char* text : {"2.9", "2.0", "1e2", "-6", "4294967297", "18446744073709551615", "\"2\"",
                           "true", "null", "[]", "1e300"}) {
    EXPECT_EQ(of(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace cadenza
