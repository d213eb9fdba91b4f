// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/cursor_json.h"

#include <nlohmann/json.hpp>

#include "core/base/json_text.h"

namespace cadenza {
namespace {

using Json = nlohmann::json;

Json toJson(const EventStreams::Cursor& cursor) {
  const Assignment& assignment = cursor.assignment;
  const EncodeOptions& options = assignment.options;
  const GapCut& cut = assignment.cut;
  return {{"active", cursor.active},
          {"piece", assignment.piece},
          {"position", cursor.position},
          {"grid", static_cast<int>(options.grid)},
          {"pedal", static_cast<int>(options.pedal)},
          {"transpose", options.transpose},
          {"stretch", options.stretch},
          {"velocity_shift", options.velocityShift},
          {"tells_density", assignment.tellsDensity},
          {"telling", static_cast<int>(assignment.telling)},
          {"cut", {cut.begin, cut.from, cut.until, cut.end}}};
}

EventStreams::Cursor cursorFromJson(const Json& json) {
  EventStreams::Cursor cursor;
  cursor.active = json.at("active").get<bool>();
  cursor.position = json.at("position").get<std::size_t>();
  Assignment& assignment = cursor.assignment;
  assignment.piece = json.at("piece").get<std::size_t>();
  assignment.tellsDensity = json.at("tells_density").get<bool>();
  assignment.telling = static_cast<Assignment::Telling>(json.at("telling").get<int>());
  const auto cut = json.at("cut").get<std::array<Tick, 4>>();
  assignment.cut = {cut[0], cut[1], cut[2], cut[3]};
  EncodeOptions& options = assignment.options;
  options.grid = json.at("grid").get<int>() == 0 ? Grid::Performance : Grid::Score;
  options.pedal = json.at("pedal").get<int>() == 0 ? PedalMode::Model : PedalMode::Extend;
  options.transpose = json.at("transpose").get<int>();
  options.stretch = json.at("stretch").get<double>();
  options.velocityShift = json.at("velocity_shift").get<int>();
  return cursor;
}

}  // namespace

std::string toJson(const EventCursor& cursor) {
  Json streams = Json::array();
  for (const auto& stream : cursor.feed.streams) streams.push_back(toJson(stream));
  return Json{{"dealt", cursor.feed.dealer.dealt},
              {"random", cursor.feed.dealer.random},
              {"mixed", cursor.arithmetic == Arithmetic::Mixed},
              {"streams", streams}}
      .dump();
}

EventCursor eventCursorFromJson(const std::string& text) {
  const Json json = parseJson(text);
  EventCursor cursor;
  cursor.feed.dealer = {json.at("dealt").get<std::size_t>(),
                        json.at("random").get<Random::State>()};
  cursor.arithmetic = json.at("mixed").get<bool>() ? Arithmetic::Mixed : Arithmetic::Single;
  for (const Json& stream : json.at("streams"))
    cursor.feed.streams.push_back(cursorFromJson(stream));
  return cursor;
}

}  // namespace cadenza
