// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/corpus/corpus.h"

namespace cadenza {

/// The pieces of a corpus and their splits as JSON text, to be kept with a training state.
[[nodiscard]] std::string recordOf(const Corpus& corpus);

/// What became of the pieces since `record` was made: "added: a.mid, b.mid and 3 more; removed:
/// c.mid", with pieces whose notes or split changed; empty where nothing changed or `record` is not
/// known.
[[nodiscard]] std::string changesSince(const std::string& record, const Corpus& corpus);

}  // namespace cadenza
