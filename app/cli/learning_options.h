// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>

#include "core/learn/learning.h"

namespace cadenza::cli {

/// What --device takes.
inline const std::map<std::string, DeviceChoice> deviceNames = {
    {"auto", DeviceChoice::Auto}, {"cpu", DeviceChoice::Cpu}, {"cuda", DeviceChoice::Cuda}};

}  // namespace cadenza::cli
