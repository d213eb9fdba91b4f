// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace cadenza {

/// Makes the calling thread one that others don't hold up, as far as the user may (the limit
/// RLIMIT_RTPRIO, as audio packages set it for the group "audio"): real-time scheduling below that
/// of a JACK server, and deadlines that are not rounded up. Answers whether it was granted; timers
/// are sharper either way.
[[nodiscard]] bool becomeRealtime();

}  // namespace cadenza
