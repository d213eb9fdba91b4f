// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace cadenza {

/// A way to the loudspeakers.
struct SoundDriver {
  std::string id;                    ///< as SynthSetup::driver takes it
  std::string name;                  ///< as people call it
  std::vector<std::string> devices;  ///< beside the default one; empty where it does not tell

  bool operator==(const SoundDriver&) const = default;
};

/// The drivers that this machine's FluidSynth has and Cadenza can use, best known first, whether or
/// not a device is there. Looks at the hardware: some milliseconds; any thread.
[[nodiscard]] std::vector<SoundDriver> soundDrivers();

}  // namespace cadenza
