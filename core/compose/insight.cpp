// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/insight.h"

#include <variant>

#include "core/compose/insight_recipes.h"

namespace cadenza {

std::span<const Attended> PieceInsight::attendedBy(std::size_t note) const {
  const NoteInsight& insight = notes[note];
  return std::span(attended).subspan(insight.firstAttended,
                                     insight.lastAttended - insight.firstAttended);
}

Result<std::shared_ptr<const ModelInsight>> ModelInsight::create(const Checkpoint& checkpoint) {
  for (const auto& [name, shape] : expectedShapes(checkpoint.recipe)) {
    const auto found = checkpoint.weights.find(name);
    if (found == checkpoint.weights.end() || found->second.shape != shape) {
      return Error{ErrorCode::UnsupportedFile,
                   "The model lacks the array '" + name + "' that its recipe needs."};
    }
  }
  if (const auto* chords = std::get_if<ChordRecipe>(&checkpoint.recipe.kind)) {
    if (checkpoint.chords.classes() != chords->classes) {
      return Error{ErrorCode::UnsupportedFile, "The model lacks the chords that its recipe needs."};
    }
    return makeChordInsight(checkpoint);
  }
  return checkpoint.recipe.isOurs() ? makeEventInsight(checkpoint) : makeTripleInsight(checkpoint);
}

}  // namespace cadenza
