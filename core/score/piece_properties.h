// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/score/key.h"

namespace cadenza {

/// What a piece says about itself. Texts are UTF-8 and may be empty.
struct PieceProperties {
  std::string title;
  std::string composer;
  std::string copyright;
  std::optional<Key> key;  ///< of the whole piece; nothing where it is not known
  /// Names of the parts that notes belong to (Note::part), such as hands. Parts past the end have
  /// none; the last name is not empty.
  std::vector<std::string> parts;

  bool operator==(const PieceProperties&) const = default;
};

}  // namespace cadenza
