// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

namespace cadenza {

/// Reads members of a JSON object that nobody vouches for. One that is missing has its default;
/// one of another type or out of range has it too and is complained about. Members that were
/// asked for are remembered, so that the rest can be kept.
class JsonMembers {
 public:
  /// `object` must be an object and outlive this, as must `complaints`.
  JsonMembers(const nlohmann::json& object, std::string place, std::vector<std::string>& complaints)
      : object_(object), place_(std::move(place)), complaints_(complaints) {}

  [[nodiscard]] std::string text(const char* name) {
    const nlohmann::json* member = find(name);
    if (!member) return {};
    if (!member->is_string()) return complain(name), std::string();
    return member->get<std::string>();
  }

  [[nodiscard]] bool flag(const char* name) {
    const nlohmann::json* member = find(name);
    if (!member) return false;
    if (!member->is_boolean()) return complain(name), false;
    return member->get<bool>();
  }

  [[nodiscard]] std::int64_t integer(const char* name, std::int64_t lowest, std::int64_t highest) {
    const nlohmann::json* member = find(name);
    const std::int64_t otherwise = std::clamp<std::int64_t>(0, lowest, highest);
    if (!member) return otherwise;
    const bool fits = member->is_number_integer() &&
                      (!member->is_number_unsigned() ||
                       member->get<std::uint64_t>() <=
                           static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()));
    const std::int64_t value = fits ? member->get<std::int64_t>() : lowest - 1;
    if (!fits || value < lowest || value > highest) return complain(name), otherwise;
    return value;
  }

  [[nodiscard]] std::uint64_t unsignedNumber(const char* name) {
    const nlohmann::json* member = find(name);
    if (!member) return 0;
    if (!member->is_number_unsigned()) return complain(name), 0;
    return member->get<std::uint64_t>();
  }

  /// An object, or an empty one.
  [[nodiscard]] nlohmann::json object(const char* name) { return container(name, object_t()); }
  /// A list, or an empty one.
  [[nodiscard]] nlohmann::json list(const char* name) {
    return container(name, nlohmann::json::array());
  }
  /// An object as text, empty where there is none.
  [[nodiscard]] std::string objectText(const char* name) {
    const nlohmann::json value = object(name);
    return value.empty() && !object_.contains(name) ? std::string() : dumped(value);
  }
  /// All members that were not asked for, as text; empty where there are none.
  [[nodiscard]] std::string others() const {
    nlohmann::json rest = object_;
    for (const std::string& name : known_) rest.erase(name);
    return rest.empty() ? std::string() : dumped(rest);
  }

  void complain(const char* name) {
    complaints_.push_back("“" + std::string(name) + "” of " + place_ + " makes no sense.");
  }

 private:
  static nlohmann::json object_t() { return nlohmann::json::object(); }
  static std::string dumped(const nlohmann::json& value) {
    return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  }

  [[nodiscard]] const nlohmann::json* find(const char* name) {
    known_.emplace_back(name);
    const auto found = object_.find(name);
    return found == object_.end() ? nullptr : &*found;
  }
  [[nodiscard]] nlohmann::json container(const char* name, nlohmann::json empty) {
    const nlohmann::json* member = find(name);
    if (!member) return empty;
    if (member->type() != empty.type()) return complain(name), empty;
    return *member;
  }

  const nlohmann::json& object_;
  std::string place_;
  std::vector<std::string>& complaints_;
  std::vector<std::string> known_;
};

}  // namespace cadenza
