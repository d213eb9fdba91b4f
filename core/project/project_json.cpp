// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/project_json.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <set>
#include <utility>

#include "core/base/json_text.h"
#include "core/project/json_members.h"
#include "core/project/note_row.h"
#include "core/project/take_tree.h"

namespace cadenza {
namespace {

using nlohmann::json;

constexpr auto largestId = std::numeric_limits<int>::max();
constexpr auto largestTime = std::numeric_limits<std::int64_t>::max();

// Puts a text that is an object under `name`; empty text is left out.
bool putObject(json& object, const char* name, const std::string& text) {
  if (text.empty()) return true;
  auto value = parseJsonObject(std::as_bytes(std::span(text)), name);
  if (!value) return false;
  object[name] = std::move(*value);
  return true;
}

// An object that begins as what was not known when it was read.
std::optional<json> beginWith(const std::string& unknown) {
  json holder = json::object();
  if (!putObject(holder, "unknown", unknown)) return std::nullopt;
  return unknown.empty() ? json::object() : holder["unknown"];
}

json notesAsRows(const std::vector<Note>& notes) {
  json list = json::array();
  for (const Note& note : notes) list.push_back(rowOf(note));
  return list;
}

// A row that is no note is left out and complained about.
std::vector<Note> notesFrom(const json& list, const char* name, JsonMembers& members) {
  std::vector<Note> notes;
  bool sound = true;
  for (const json& entry : list) {
    const auto note = noteFromRow(entry);
    sound = sound && note;
    if (note) notes.push_back(*note);
  }
  if (!sound) members.complain(name);
  std::ranges::sort(notes);
  return notes;
}

// Trailing parts without a name are not written; one that is no text has none.
std::vector<std::string> partsFrom(const json& list, JsonMembers& members) {
  std::vector<std::string> parts;
  bool sound = list.size() <= largestPart + 1u;
  for (std::size_t i = 0; i < std::min<std::size_t>(list.size(), largestPart + 1u); ++i) {
    sound = sound && list[i].is_string();
    parts.push_back(list[i].is_string() ? list[i].get<std::string>() : std::string());
  }
  if (!sound) members.complain("parts");
  while (!parts.empty() && parts.back().empty()) parts.pop_back();
  return parts;
}

void putProperties(json& root, const PieceProperties& properties) {
  root["title"] = properties.title;
  if (!properties.composer.empty()) root["composer"] = properties.composer;
  if (!properties.copyright.empty()) root["copyright"] = properties.copyright;
  if (properties.key) root["key"] = name(*properties.key);
  if (!properties.parts.empty()) root["parts"] = properties.parts;
}

PieceProperties propertiesFrom(JsonMembers& members) {
  PieceProperties properties;
  properties.title = members.text("title");
  properties.composer = members.text("composer");
  properties.copyright = members.text("copyright");
  if (const std::string key = members.text("key"); !key.empty()) {
    properties.key = parseKey(key);
    if (!properties.key) members.complain("key");
  }
  properties.parts = partsFrom(members.list("parts"), members);
  return properties;
}

std::optional<json> toJson(const Take& take) {
  auto begun = beginWith(take.unknown);
  if (!begun) return std::nullopt;
  json& object = *begun;
  object["id"] = take.id;
  object["parent"] = take.parent;
  object["name"] = take.name;
  object["range"] = {{"begin", take.range.begin}, {"end", take.range.end}};
  object["model"] = {{"name", take.model}, {"checksum", take.modelChecksum}};
  object["seed"] = take.seed;
  object["madeAt"] = take.madeAt;
  object["starred"] = take.starred;
  if (!take.heard.empty()) object["heard"] = take.heard;
  if (!take.rethought.empty()) object["rethought"] = notesAsRows(take.rethought);
  if (!take.staying.empty()) object["staying"] = notesAsRows(take.staying);
  if (!putObject(object, "settings", take.settings)) return std::nullopt;
  return begun;
}

Take takeFrom(const json& object, std::vector<std::string>& damage) {
  JsonMembers members(object, "a take", damage);
  Take take;
  take.id = static_cast<int>(members.integer("id", 0, largestId));
  take.parent = static_cast<int>(members.integer("parent", 0, largestId));
  take.name = members.text("name");
  const json range = members.object("range");
  JsonMembers ends(range, "a take's range", damage);
  take.range.begin = static_cast<Tick>(ends.integer("begin", 0, maxTick));
  take.range.end = static_cast<Tick>(ends.integer("end", 0, maxTick));
  take.range.end = std::max(take.range.begin, take.range.end);
  const json model = members.object("model");
  JsonMembers origin(model, "a take's model", damage);
  take.model = origin.text("name");
  take.modelChecksum = origin.text("checksum");
  take.seed = members.unsignedNumber("seed");
  take.madeAt = members.integer("madeAt", 0, largestTime);
  take.starred = members.flag("starred");
  take.settings = members.objectText("settings");
  take.heard = members.text("heard");
  take.rethought = notesFrom(members.list("rethought"), "rethought", members);
  take.staying = notesFrom(members.list("staying"), "staying", members);
  (void)members.object("notes");
  take.unknown = members.others();
  return take;
}

// Takes with numbers of their own; a parent that can't be one is forgotten.
std::vector<Take> takesFrom(const json& list, std::vector<std::string>& damage) {
  std::vector<Take> takes;
  std::set<int> ids;
  for (const json& entry : list) {
    Take take = entry.is_object() ? takeFrom(entry, damage) : Take{};
    if (take.id == 0 || !ids.insert(take.id).second) {
      damage.emplace_back("A take has no number of its own and was left out.");
      continue;
    }
    takes.push_back(std::move(take));
  }
  mendParents(takes);
  return takes;
}

}  // namespace

Result<json> projectToJson(const Project& project) {
  const Error noObject{ErrorCode::InvalidArgument, "A part of the project is no JSON object."};
  auto root = beginWith(project.unknown);
  if (!root) return noObject;
  (*root)["format"] = "cadenza-project";
  (*root)["version"] = projectVersion;
  putProperties(*root, project.properties);
  if (!putObject(*root, "view", project.view) || !putObject(*root, "compose", project.compose)) {
    return noObject;
  }
  json takes = json::array();
  for (const Take& take : project.takes) {
    auto object = toJson(take);
    if (!object) return noObject;
    takes.push_back(std::move(*object));
  }
  (*root)["takes"] = std::move(takes);
  if (project.currentTake != 0) (*root)["currentTake"] = project.currentTake;
  return std::move(*root);
}

Project projectFromJson(const json& root, std::vector<std::string>& damage) {
  JsonMembers members(root, "the project", damage);
  (void)members.text("format");
  (void)members.integer("version", 0, largestId);
  (void)members.object("score");
  Project project;
  project.properties = propertiesFrom(members);
  project.view = members.objectText("view");
  project.compose = members.objectText("compose");
  project.takes = takesFrom(members.list("takes"), damage);
  project.currentTake = static_cast<int>(members.integer("currentTake", 0, largestId));
  if (!findTake(project.takes, project.currentTake)) project.currentTake = 0;
  project.unknown = members.others();
  return project;
}

Result<json> parseJsonObject(std::span<const std::byte> text, const std::string& name) {
  json value = parseJson({reinterpret_cast<const char*>(text.data()), text.size()});
  if (!value.is_object()) return Error{ErrorCode::DamagedFile, name + " is broken."};
  return value;
}

std::string jsonText(const json& value) {
  return value.dump(1, ' ', false, json::error_handler_t::replace);
}

Upgrades projectUpgrades() { return {}; }

Result<void> upgradeJson(json& root, const std::string& format, Upgrades upgrades) {
  if (root.value("format", json()) != format) {
    return Error{ErrorCode::UnsupportedFile, "This is no file of the kind “" + format + "”."};
  }
  const json version = root.value("version", json());
  if (!version.is_number_integer() || version < 1) {
    return Error{ErrorCode::DamagedFile, "The file does not say which version wrote it."};
  }
  const auto number = version.get<std::uint64_t>();
  const std::uint64_t newest = upgrades.size() + 1;
  if (number > newest) {
    return Error{ErrorCode::UnsupportedFile,
                 "The file was written by a newer Cadenza (format " + std::to_string(number) +
                     "; this one reads up to " + std::to_string(newest) +
                     "). Update Cadenza to open it; the file is left as it is."};
  }
  for (std::uint64_t i = number; i < newest; ++i) upgrades[i - 1](root);
  return {};
}

}  // namespace cadenza
