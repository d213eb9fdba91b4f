// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/score/note.h"
#include "core/score/score.h"

namespace cadenza {

/// Something that a model wrote and that is kept beside the piece, with all that is needed to write
/// it again. Takes form a tree (see TakeTree): one that was made when another was in the piece has
/// that as its parent.
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
  /// What of the piece the model heard (see heardFingerprint); empty where nobody knows.
  std::string heard = {};
  /// Of varying: the notes of the piece that were to be thought again, and, of what began in the
  /// range unlocked, the notes that stay beside the material. Sorted, unlocked.
  std::vector<Note> rethought = {};
  std::vector<Note> staying = {};

  bool operator==(const Take&) const = default;
};

/// What a model hears of a piece when it writes into a range of it.
enum class Heard {
  Nothing,  ///< tempo and meter alone
  Before,   ///< what begins before the range, and locked notes inside
  Around,   ///< what begins behind it, too
};

/// A text that is another one as soon as what was heard is: notes, pedal, tempo or meter. Says
/// nothing about what gives way inside the range.
[[nodiscard]] std::string heardFingerprint(const Score& piece, TickRange range, Heard heard);

/// Whether the piece around the take's range is another one than its model heard, so that the same
/// settings and seed number may give other notes. False where the take does not say.
[[nodiscard]] bool hasChangedSince(const Score& piece, const Take& take);

}  // namespace cadenza
