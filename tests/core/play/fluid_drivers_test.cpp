// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/fluid_drivers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace cadenza {
namespace {

TEST(SoundDrivers, AreThoseThatLeadToLoudspeakers) {
  const auto drivers = soundDrivers();
  ASSERT_FALSE(drivers.empty());
  for (const SoundDriver& driver : drivers) {
    EXPECT_NE(driver.id, "file");
    EXPECT_FALSE(driver.name.empty());
    EXPECT_EQ(std::ranges::find(driver.devices, "default"), driver.devices.end());
  }
  EXPECT_NE(std::ranges::find(drivers, "jack", &SoundDriver::id), drivers.end());
}

TEST(SoundDrivers, AreTheSameEachTime) { EXPECT_EQ(soundDrivers(), soundDrivers()); }

}  // namespace
}  // namespace cadenza
