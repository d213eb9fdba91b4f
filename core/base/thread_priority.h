// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace cadenza {

/// Lets other threads go before the calling one, and before those that it starts: 0 is usual, 19
/// the most. Only ever gives way more; does nothing where a system has no such thing.
void giveWay(int niceness);

}  // namespace cadenza
