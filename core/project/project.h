// SPDX-License-Identifier: GPL-3.0-or-later
// Room project: a piece with all that belongs to working on it, as a value and as one file: score,
// takes, key, view and settings in a zip that other programs can open; and the files that bring
// back what was not saved when a program died. Files are written whole or not at all.
#pragma once

#include <string>
#include <vector>

#include "core/project/take.h"
#include "core/score/piece_properties.h"
#include "core/score/score.h"

namespace cadenza {

/// A piece and what belongs to working on it. What the window wants to find again is kept as
/// JSON objects that only the window understands; empty text is none.
struct Project {
  Score score;
  PieceProperties properties;
  std::string view;     ///< what is seen of it and by which tool it is edited
  std::string compose;  ///< model, seed number and settings for composing
  std::vector<Take> takes;
  int currentTake = 0;  ///< id of the take that what is composed next comes of; 0: none
  std::string unknown;  ///< what the file said that this version knows not

  bool operator==(const Project&) const = default;
};

}  // namespace cadenza
