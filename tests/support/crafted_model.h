// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstring>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "core/base/safe_file.h"

namespace cadenza::test {

/// A safetensors file taken apart, to be changed and put together again without any check.
struct CraftedModel {
  nlohmann::json header;
  std::vector<std::byte> data;

  [[nodiscard]] static CraftedModel read(const std::filesystem::path& path) {
    const auto bytes = readFile(path).value();
    std::uint64_t length = 0;
    std::memcpy(&length, bytes.data(), sizeof length);
    const auto* text = reinterpret_cast<const char*>(bytes.data()) + sizeof length;
    const auto end = static_cast<std::ptrdiff_t>(sizeof length + length);
    return {nlohmann::json::parse(text, text + length), {bytes.begin() + end, bytes.end()}};
  }

  void write(const std::filesystem::path& path) const { writeWith(path, header.dump()); }

  /// With that text for a header, whatever it is.
  void writeWith(const std::filesystem::path& path, const std::string& text) const {
    const std::uint64_t length = text.size();
    std::vector<std::byte> bytes(sizeof length + text.size());
    std::memcpy(bytes.data(), &length, sizeof length);
    std::memcpy(bytes.data() + sizeof length, text.data(), text.size());
    bytes.insert(bytes.end(), data.begin(), data.end());
    (void)writeFile(path, bytes);
  }

  [[nodiscard]] nlohmann::json& metadata() { return header["__metadata__"]; }

  /// As a file of format 1, which had a checksum of its numbers alone.
  void makeFirstFormat() {
    metadata()["version"] = "1";
    metadata().erase("header_checksum");
  }
  void removeChecksums() {
    metadata().erase("checksum");
    metadata().erase("header_checksum");
  }
  /// Changes a member of the recipe, which is JSON in a text.
  void setInRecipe(const char* name, const nlohmann::json& value) {
    auto recipe = nlohmann::json::parse(metadata()["recipe"].get<std::string>());
    recipe[name] = value;
    metadata()["recipe"] = recipe.dump();
  }
  void setInInfo(const char* name, const nlohmann::json& value) {
    auto info = nlohmann::json::parse(metadata()["info"].get<std::string>());
    info[name] = value;
    metadata()["info"] = info.dump();
  }
};

}  // namespace cadenza::test
