// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/model_metadata.h"

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

namespace cadenza {
namespace {

using Json = nlohmann::json;

// JSON has no NaN: a loss that is not known is null.
Json orNull(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

double numberOrNaN(const Json& json) {
  return json.is_number() ? json.get<double>() : std::numeric_limits<double>::quiet_NaN();
}

void write(Json& json, const EventRecipe& recipe) {
  const EventNetworkShape& shape = recipe.network;
  json.update({{"grid", name(recipe.grid)},
               {"pedal", name(recipe.pedal)},
               {"layers", shape.layers},
               {"hidden", shape.hidden},
               {"head", shape.head},
               {"attention", shape.attention},
               {"ages", shape.ages},
               {"guided", shape.guided}});
}

// What the first models did not have yet is read as absent.
bool readInto(EventRecipe& recipe, const Json& json) {
  const auto pedal = json.at("pedal").get<std::string>();
  if (json.at("grid").get<std::string>() != name(recipe.grid)) return false;
  if (pedal != name(PedalMode::Model) && pedal != name(PedalMode::Extend)) return false;
  recipe.pedal = pedal == name(PedalMode::Model) ? PedalMode::Model : PedalMode::Extend;
  const EventNetworkShape shape = {json.at("layers").get<int>(), json.at("hidden").get<int>(),
                                   json.at("head").get<int>(),   json.value("attention", 0),
                                   json.value("ages", false),    json.value("guided", false)};
  recipe.network = shape;
  return shape.layers >= 1 && shape.layers <= 16 && shape.hidden >= 1 && shape.hidden <= 16384 &&
         shape.head >= 1 && shape.head <= 16384 && shape.attention >= 0 &&
         shape.attention <= 4096 && shape.attention % attentionHead == 0;
}

void write(Json& json, const ChordRecipe& recipe) {
  json.update({{"frames_per_second", recipe.framesPerSecond},
               {"window", recipe.window},
               {"classes", recipe.classes},
               {"faithful", recipe.faithful}});
}

bool readInto(ChordRecipe& recipe, const Json& json) {
  recipe = {json.at("frames_per_second").get<double>(), json.at("window").get<int>(),
            json.at("classes").get<int>(), json.at("faithful").get<bool>()};
  return recipe.framesPerSecond >= 0.1 && recipe.framesPerSecond <= 1000 && recipe.window >= 1 &&
         recipe.window <= 4096 && (recipe.classes == 0 || recipe.classes >= 2) &&
         recipe.classes <= 10'000'000;
}

void write(Json& json, const TripleRecipe& recipe) {
  json.update({{"window", recipe.window}, {"faithful", recipe.faithful}});
}

bool readInto(TripleRecipe& recipe, const Json& json) {
  recipe = {json.at("window").get<int>(), json.at("faithful").get<bool>()};
  return recipe.window >= 1 && recipe.window <= 4096;
}

template <class Parse>
auto parseGuarded(const std::string& text, Parse&& parse)
    -> std::optional<decltype(parse(Json()))> {
  try {
    return parse(Json::parse(text));
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

}  // namespace

std::string toJson(const Recipe& recipe) {
  Json json = {{"name", recipe.name}, {"size", name(recipe.size)}};
  std::visit([&](const auto& kind) { write(json, kind); }, recipe.kind);
  return json.dump();
}

std::optional<Recipe> recipeFromJson(const std::string& text) {
  const auto recipe = parseGuarded(text, [](const Json& json) -> std::optional<Recipe> {
    const auto size = parseNetworkSize(json.at("size").get<std::string>());
    if (!size) return std::nullopt;
    auto parsed = findRecipe(json.at("name").get<std::string>(), *size);
    if (!parsed) return std::nullopt;
    const bool read = std::visit([&](auto& kind) { return readInto(kind, json); }, parsed->kind);
    return read ? parsed : std::nullopt;
  });
  return recipe.value_or(std::nullopt);
}

std::string toJson(const ModelInfo& info) {
  Json curve = Json::array();
  for (const CurvePoint& point : info.curve) {
    curve.push_back({point.step, point.notes, orNull(point.minutes), orNull(point.train),
                     orNull(point.validation)});
  }
  return Json{{"name", info.name},       {"created", info.created},
              {"data", info.data},       {"licence", info.licence},
              {"steps", info.steps},     {"notes_seen", info.notesSeen},
              {"minutes", info.minutes}, {"validation_loss", orNull(info.validationLoss)},
              {"curve", curve}}
      .dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<ModelInfo> modelInfoFromJson(const std::string& text) {
  return parseGuarded(text, [](const Json& json) {
    ModelInfo info;
    info.name = json.at("name").get<std::string>();
    info.created = json.at("created").get<std::string>();
    info.data = json.at("data").get<std::string>();
    info.licence = json.at("licence").get<std::string>();
    info.steps = json.at("steps").get<std::int64_t>();
    info.notesSeen = json.at("notes_seen").get<std::int64_t>();
    info.minutes = json.at("minutes").get<double>();
    info.validationLoss = numberOrNaN(json.at("validation_loss"));
    for (const Json& point : json.at("curve")) {
      info.curve.push_back({point.at(0).get<std::int64_t>(), point.at(1).get<std::int64_t>(),
                            numberOrNaN(point.at(2)), numberOrNaN(point.at(3)),
                            numberOrNaN(point.at(4))});
    }
    return info;
  });
}

}  // namespace cadenza
