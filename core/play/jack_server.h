// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>

#include "core/base/result.h"

namespace cadenza {

// libjack (of jackd2) is one for the whole process. Whoever opens a client when the server of
// others has gone has libjack destroy theirs behind their backs; they crash when they use or close
// them. So nobody opens a client where no server runs, and everybody who holds one looks once a
// second whether its server still runs and gives it back if not; a new server is used after all
// have had the time.

/// The JACK server of this user, by JACK_DEFAULT_SERVER, as jackd runs it.
struct JackServerRun {
  long identity = 0;                ///< another for each start
  std::chrono::milliseconds age{};  ///< since its start
};

/// Nothing where none answers. Starts nothing, prints nothing. Any thread.
[[nodiscard]] std::optional<JackServerRun> runningJackServer();

/// How old a server has to be before it is used: a second until everybody has looked, one for
/// RtMidi to give up its port, and a rest.
inline constexpr std::chrono::milliseconds settledJackServer{2'500};

/// Waits until the server may be used; fails with DeviceUnavailable where none runs. Where
/// PipeWire stands in for JACK there is nothing to wait for.
[[nodiscard]] Result<void> awaitJackServer();

}  // namespace cadenza
