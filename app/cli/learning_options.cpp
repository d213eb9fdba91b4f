// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/learning_options.h"

#include "app/cli/number_option.h"

namespace cadenza::cli {

DeviceChoice DeviceOptions::choice() const {
  if (device == "cpu") return DeviceChoice::Cpu;
  return device == "cuda" ? DeviceChoice::Cuda : DeviceChoice::Auto;
}

void addDeviceOptions(CLI::App& command, DeviceOptions& options) {
  command.add_option("--device", options.device, "auto, cpu or cuda (auto)")
      ->check(CLI::IsMember({"auto", "cpu", "cuda"}));
  addWhole(command, "--threads", options.threads, "Threads (0: chosen by timing)", {0, 1'024});
}

}  // namespace cadenza::cli
