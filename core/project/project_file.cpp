// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/project_file.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/base/safe_file.h"
#include "core/project/project_json.h"
#include "core/project/score_part.h"
#include "core/project/take_tree.h"

namespace cadenza {
namespace {

using nlohmann::json;

constexpr std::size_t largestText = std::size_t{64} << 20;
const std::string textName = "project.json";
const std::string scoreName = "score.mid";

std::string takeName(int id) { return "takes/" + std::to_string(id) + ".mid"; }

std::vector<std::byte> asBytes(const std::string& text) {
  const auto bytes = std::as_bytes(std::span(text));
  return {bytes.begin(), bytes.end()};
}

// An object's member that is an object, or an empty one.
json objectIn(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_object() ? *found : json::object();
}

// What the text says beside the notes of each take, by the take's number.
std::map<int, json> restsOfTakes(const json& root) {
  std::map<int, json> rests;
  for (const json& take : root.value("takes", json::array())) {
    if (!take.is_object() || !take.value("id", json()).is_number_unsigned()) continue;
    rests.try_emplace(take["id"].get<int>(), objectIn(take, "notes"));
  }
  return rests;
}

void append(std::vector<std::string>& to, const std::vector<std::string>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

class Import {
 public:
  explicit Import(const Unpacked& archive) : entries_(archive.entries) {
    for (const std::string& name : archive.damaged) complain(name + " in the file is broken.");
  }

  Result<ProjectImport> run() {
    json root = json::object();
    if (const auto found = entries_.find(textName); found == entries_.end()) {
      if (result_.damage.empty() && !entries_.contains(scoreName)) {
        return Error{ErrorCode::UnsupportedFile, "This archive holds no Cadenza project."};
      }
      complain("What the project says beside its notes (takes, locks, key, settings) is lost.");
    } else {
      auto read = readText(found->second);
      if (!read) {
        if (read.error().code == ErrorCode::UnsupportedFile) return read.error();
        complain(read.error().detail);
        complain("What the project says beside its notes (takes, locks, key, settings) is lost.");
      } else {
        root = std::move(*read);
      }
    }
    result_.project = projectFromJson(root, result_.damage);
    if (auto score = readScore(objectIn(root, "score")); !score) return score.error();
    if (!result_.project.takes.empty()) readTakes(root);
    return std::move(result_);
  }

 private:
  void complain(std::string sentence) { result_.damage.push_back(std::move(sentence)); }

  static Result<json> readText(std::span<const std::byte> text) {
    if (text.size() > largestText) {
      return Error{ErrorCode::DamagedFile, textName + " is too large."};
    }
    auto root = parseJsonObject(text, textName);
    if (!root) return root;
    if (auto upgraded = upgradeJson(*root, "cadenza-project", projectUpgrades()); !upgraded) {
      return upgraded.error();
    }
    return root;
  }

  Result<void> readScore(const json& rest) {
    const auto found = entries_.find(scoreName);
    if (found == entries_.end()) {
      return Error{ErrorCode::DamagedFile, "The notes (score.mid) are missing or broken."};
    }
    auto joined = joinScore(found->second, rest);
    if (!joined) return Error{ErrorCode::DamagedFile, "The notes: " + joined.error().detail};
    result_.project.score = std::move(joined->score);
    PieceProperties& properties = result_.project.properties;
    if (properties.title.empty()) properties.title = std::move(joined->title);
    append(result_.warnings, joined->warnings);
    append(result_.damage, joined->damage);
    return {};
  }

  void readTakes(const json& root) {
    auto rests = restsOfTakes(root);
    std::erase_if(result_.project.takes, [&](Take& take) {
      const auto found = entries_.find(takeName(take.id));
      auto joined = found == entries_.end()
                        ? Result<JoinedScore>(Error{ErrorCode::DamagedFile, "its notes are lost."})
                        : joinScore(found->second, rests[take.id]);
      if (!joined) {
        complain("Take " + std::to_string(take.id) + " was left out: " + joined.error().detail);
        return true;
      }
      append(result_.damage, joined->damage);
      take.material = std::move(joined->score);
      return false;
    });
    mendParents(result_.project.takes);
    if (!findTake(result_.project.takes, result_.project.currentTake)) {
      result_.project.currentTake = 0;
    }
  }

  const ZipEntries& entries_;
  ProjectImport result_;
};

Error naming(const std::filesystem::path& path, const Error& error) {
  return {error.code, path.string() + ": " + error.detail};
}

}  // namespace

Result<ZipEntries> projectEntries(const Project& project) {
  auto root = projectToJson(project);
  if (!root) return root.error();
  ZipEntries entries;
  json rest;
  entries[scoreName] = splitScore(project.score, project.properties, rest);
  if (!rest.empty()) (*root)["score"] = rest;
  for (std::size_t i = 0; i < project.takes.size(); ++i) {
    const Take& take = project.takes[i];
    entries[takeName(take.id)] = splitScore(take.material, {take.name, {}, {}, {}, {}}, rest);
    if (!rest.empty()) (*root)["takes"][i]["notes"] = rest;
  }
  entries[textName] = asBytes(jsonText(*root));
  return entries;
}

Result<ProjectImport> projectFromEntries(const Unpacked& archive) { return Import(archive).run(); }

Result<std::vector<std::byte>> writeProject(const Project& project) {
  const auto entries = projectEntries(project);
  if (!entries) return entries.error();
  return packZip(*entries);
}

Result<ProjectImport> readProject(std::span<const std::byte> bytes) {
  const auto archive = unpackZip(bytes);
  if (!archive) return archive.error();
  return projectFromEntries(*archive);
}

Result<void> writeProjectFile(const std::filesystem::path& path, const Project& project) {
  const auto bytes = writeProject(project);
  if (!bytes) return naming(path, bytes.error());
  return writeFile(path, *bytes);
}

Result<ProjectImport> readProjectFile(const std::filesystem::path& path) {
  const auto bytes = readFile(path, largestProjectFile);
  if (!bytes) return bytes.error();
  auto project = readProject(*bytes);
  if (!project) return naming(path, project.error());
  return project;
}

}  // namespace cadenza
