// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/model_metadata.h"

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/base/json_text.h"
#include "core/base/plain_text.h"

namespace cadenza {
namespace {

using Json = nlohmann::json;

constexpr int longestWindow = 4096;
constexpr auto most = std::numeric_limits<std::int64_t>::max();

// JSON has no NaN: a loss that is not known is null.
Json orNull(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

// Throws std::bad_optional_access for all but integers in range.
std::int64_t integer(const Json& json, std::int64_t lowest, std::int64_t highest) {
  return integerOf(json, lowest, highest).value();
}

int smallInteger(const Json& json, int lowest, int highest) {
  return static_cast<int>(integer(json, lowest, highest));
}

std::string textOf(const Json& json) { return plainText(json.get<std::string>()); }

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
  const Json none = 0;
  const Json& attention = json.contains("attention") ? json.at("attention") : none;
  recipe.network = {smallInteger(json.at("layers"), 1, 16),
                    smallInteger(json.at("hidden"), 1, 16384),
                    smallInteger(json.at("head"), 1, 16384),
                    smallInteger(attention, 0, 4096),
                    json.value("ages", false),
                    json.value("guided", false)};
  return recipe.network.attention % attentionHead == 0;
}

void write(Json& json, const ChordRecipe& recipe) {
  json.update({{"frames_per_second", recipe.framesPerSecond},
               {"window", recipe.window},
               {"classes", recipe.classes},
               {"faithful", recipe.faithful}});
}

bool readInto(ChordRecipe& recipe, const Json& json) {
  recipe = {json.at("frames_per_second").get<double>(),
            smallInteger(json.at("window"), 1, longestWindow),
            smallInteger(json.at("classes"), 0, 10'000'000), json.at("faithful").get<bool>()};
  return recipe.framesPerSecond >= 0.1 && recipe.framesPerSecond <= 1000 && recipe.classes != 1;
}

void write(Json& json, const TripleRecipe& recipe) {
  json.update({{"window", recipe.window}, {"faithful", recipe.faithful}});
}

bool readInto(TripleRecipe& recipe, const Json& json) {
  recipe = {smallInteger(json.at("window"), 1, longestWindow), json.at("faithful").get<bool>()};
  return true;
}

template <class Parse>
auto parseGuarded(const std::string& text, Parse&& parse)
    -> std::optional<decltype(parse(Json()))> {
  try {
    return parse(parseJson(text));
  } catch (const Json::exception&) {
    return std::nullopt;
  } catch (const std::bad_optional_access&) {
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
    info.name = textOf(json.at("name"));
    info.created = textOf(json.at("created"));
    info.data = textOf(json.at("data"));
    info.licence = textOf(json.at("licence"));
    info.steps = integer(json.at("steps"), 0, most);
    info.notesSeen = integer(json.at("notes_seen"), 0, most);
    info.minutes = json.at("minutes").get<double>();
    info.validationLoss = numberOrNaN(json.at("validation_loss"));
    for (const Json& point : json.at("curve")) {
      info.curve.push_back({integer(point.at(0), 0, most), integer(point.at(1), 0, most),
                            numberOrNaN(point.at(2)), numberOrNaN(point.at(3)),
                            numberOrNaN(point.at(4))});
    }
    return info;
  });
}

}  // namespace cadenza
