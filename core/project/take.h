// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include "core/score/note.h"
#include "core/score/score.h"

namespace cadenza {

/// Something that a model wrote and that is kept beside the piece, with all that is needed to write
/// it again. Takes form a tree: one that was made by changing another has it as its parent.
struct Take {
  int id = 0;      ///< from 1, one of its own within a project, greater than its parent's
  int parent = 0;  ///< 0: none
  std::string name;
  Score material;     ///< at the ticks of the piece; tempo and meter so that it can be heard alone
  TickRange range;    ///< the stretch of the piece that it fills
  std::string model;  ///< name of the model that wrote it
  std::string modelChecksum;  ///< tells models of one name apart
  std::uint64_t seed = 0;
  std::string settings;     ///< a JSON object, of whoever made it; may be empty
  std::int64_t madeAt = 0;  ///< seconds since 1970, UTC
  bool starred = false;
  std::string unknown =
      {};  ///< a JSON object: what the file said of it that this version knows not

  bool operator==(const Take&) const = default;
};

}  // namespace cadenza
