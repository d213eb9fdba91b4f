// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compose/composition.h"
#include "core/play/schedule.h"
#include "core/score/score.h"

namespace cadenza {

/// What begins so long before a place may still sound there, in seconds; live music does not look
/// further back, so that a long session costs no more than a short one.
inline constexpr double longestLook = 30;

/// What is heard from about `from` on, if `written` (which may hold only what begins about there)
/// takes its place in `piece`. `written` ends the music: what stands in the piece behind its range
/// is not heard.
[[nodiscard]] Schedule liveSchedule(const Score& piece, const Composition& written, Tick from,
                                    ScheduleOptions options = {});

/// The piece up to `from`, and there the player waits: before anything is written.
[[nodiscard]] Schedule waitingSchedule(const Score& piece, Tick from, ScheduleOptions options = {});

}  // namespace cadenza
