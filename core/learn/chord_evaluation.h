// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <stop_token>

#include "core/corpus/corpus.h"
#include "core/encode/chord_frames.h"
#include "core/learn/chord_network.h"
#include "core/learn/chord_windows.h"
#include "core/learn/learning_task.h"

namespace cadenza {

/// Scores Classic A on every frame of whole pieces but their first, from windows that are filled up
/// with silence before the piece begins; a sample is drawn evenly from all pieces. A frame of a
/// chord that was never met is scored as the nearest known one: that flatters the figure. Its nats
/// a note divide the frames' nats by the notes of the pieces; since short notes vanish between
/// frames and velocity is not told, they count less than the notes' whole information. Fails
/// with EmptyCorpus, Cancelled, or InvalidArgument when the recipe is faithful and a chord was
/// never met: the original crashed there.
[[nodiscard]] Result<Evaluation> evaluateChords(const ChordNetwork& network,
                                                const ChordVocabulary& chords, const Corpus& corpus,
                                                Split split, EvaluationExtent extent,
                                                const std::function<void(double)>& progress,
                                                std::stop_token stop);

}  // namespace cadenza
