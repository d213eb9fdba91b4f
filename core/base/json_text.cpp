// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json_text.h"

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

namespace cadenza {

using Json = nlohmann::json;

bool isTooDeep(std::string_view text) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '\\') ++i;
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    if (depth > deepestJson) return true;
  }
  return false;
}

Json parseJson(std::string_view text) {
  if (isTooDeep(text)) return Json(Json::value_t::discarded);
  return Json::parse(text, nullptr, false);
}

Json parseJsonWithUniqueKeys(std::string_view text) {
  if (isTooDeep(text)) return Json(Json::value_t::discarded);
  std::vector<std::set<std::string>> keys;
  bool doubled = false;
  const auto watch = [&](int, Json::parse_event_t event, Json& parsed) {
    if (event == Json::parse_event_t::object_start) keys.emplace_back();
    if (event == Json::parse_event_t::object_end && !keys.empty()) keys.pop_back();
    if (event == Json::parse_event_t::key && !keys.empty()) {
      doubled = doubled || !keys.back().insert(parsed.get<std::string>()).second;
    }
    return true;
  };
  Json json = Json::parse(text, watch, false);
  return doubled ? Json(Json::value_t::discarded) : json;
}

std::optional<std::int64_t> integerOf(const Json& json, std::int64_t lowest, std::int64_t highest) {
  if (!json.is_number_integer()) return std::nullopt;
  constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (json.is_number_unsigned() && json.get<std::uint64_t>() > most) return std::nullopt;
  const auto value = json.get<std::int64_t>();
  if (value < lowest || value > highest) return std::nullopt;
  return value;
}

}  // namespace cadenza
