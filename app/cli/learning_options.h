// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "core/learn/learning.h"

namespace cadenza::cli {

/// Where to learn, as the options --device and --threads say it.
struct DeviceOptions {
  std::string device = "auto";
  int threads = 0;

  [[nodiscard]] DeviceChoice choice() const;
};

void addDeviceOptions(CLI::App& command, DeviceOptions& options);

}  // namespace cadenza::cli
