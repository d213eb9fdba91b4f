// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/corpus/corpus_choice.h"

class QSettings;

namespace cadenza::ui {

/// What was learned from last. What is stored badly reads as nothing. GUI thread.
[[nodiscard]] CorpusChoice storedChoice(const QSettings& settings);
void storeChoice(QSettings& settings, const CorpusChoice& choice);

}  // namespace cadenza::ui
