// SPDX-License-Identifier: GPL-3.0-or-later
// The text in a project file: everything but the notes.
#pragma once

#include <cstddef>
#include <functional>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/project/project.h"

namespace cadenza {

inline constexpr int projectVersion = 1;

/// Project and takes without their notes, which go into files of their own. Fails with
/// InvalidArgument where a text that has to be a JSON object is none.
[[nodiscard]] Result<nlohmann::json> projectToJson(const Project& project);

/// Reads the same. What makes no sense is left out and named in `damage`.
[[nodiscard]] Project projectFromJson(const nlohmann::json& root, std::vector<std::string>& damage);

/// Parses text that nobody vouches for: it may be no JSON, too deep to be walked, or anything but
/// an object. Fails with DamagedFile; `name` is named in the detail.
[[nodiscard]] Result<nlohmann::json> parseJsonObject(std::span<const std::byte> text,
                                                     const std::string& name);

/// As UTF-8 whatever the strings in it are.
[[nodiscard]] std::string jsonText(const nlohmann::json& value);

/// Step i turns what version i + 1 wrote into what version i + 2 writes.
using Upgrades = std::span<const std::function<void(nlohmann::json&)>>;

/// The format's upgrades, one for each version that came after the first.
[[nodiscard]] Upgrades projectUpgrades();

/// Checks "format" and "version" and brings `root` to the newest version. Fails with
/// UnsupportedFile for another format and for a version that is newer than `upgrades` lead to.
[[nodiscard]] Result<void> upgradeJson(nlohmann::json& root, const std::string& format,
                                       Upgrades upgrades);

}  // namespace cadenza
