// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/take.h"
#include "ui/compose/compose_session.h"

namespace cadenza::ui {

/// What is kept of a proposal beside `document`'s piece: its notes at absolute ticks, the piece's
/// tempo and meter, and the settings that wrote it, as a JSON object. Its id and name follow those
/// of the takes that are there.
[[nodiscard]] Take takeOf(const Proposal& proposal, const ComposeSettings& settings,
                          const Document& document);

}  // namespace cadenza::ui
