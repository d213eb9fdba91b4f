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

bool isSane(const EventNetworkShape& shape) {
  return shape.layers >= 1 && shape.layers <= 16 && shape.hidden >= 1 && shape.hidden <= 16384 &&
         shape.head >= 1 && shape.head <= 16384;
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
  return Json{{"name", recipe.name},
              {"size", name(recipe.size)},
              {"grid", name(recipe.grid)},
              {"pedal", name(recipe.pedal)},
              {"layers", recipe.network.layers},
              {"hidden", recipe.network.hidden},
              {"head", recipe.network.head}}
      .dump();
}

std::optional<Recipe> recipeFromJson(const std::string& text) {
  const auto recipe = parseGuarded(text, [](const Json& json) {
    const auto size = parseNetworkSize(json.at("size").get<std::string>());
    auto parsed = findRecipe(json.at("name").get<std::string>(), size.value_or(NetworkSize::Small));
    const auto grid = json.at("grid").get<std::string>();
    const auto pedal = json.at("pedal").get<std::string>();
    const bool known = parsed && size && grid == name(parsed->grid) &&
                       (pedal == name(PedalMode::Model) || pedal == name(PedalMode::Extend));
    if (!known) return std::optional<Recipe>{};
    parsed->pedal = pedal == name(PedalMode::Model) ? PedalMode::Model : PedalMode::Extend;
    parsed->network = {json.at("layers").get<int>(), json.at("hidden").get<int>(),
                       json.at("head").get<int>()};
    return isSane(parsed->network) ? parsed : std::nullopt;
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
