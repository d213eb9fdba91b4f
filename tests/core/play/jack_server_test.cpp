// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/jack_server.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/support/jack_server.h"

namespace cadenza {
namespace {

TEST(JackServerRun, EachStartIsAnotherAndAnEndIsNoticed) {
  test::JackServer server;
  if (!server.runs()) GTEST_SKIP() << "no JACK server here";
  const auto first = runningJackServer();
  ASSERT_TRUE(first);
  EXPECT_EQ(runningJackServer()->identity, first->identity);
  server.end();
  EXPECT_FALSE(runningJackServer());
  EXPECT_FALSE(awaitJackServer());
  server.start();
  ASSERT_TRUE(server.runs());
  const auto second = runningJackServer();
  ASSERT_TRUE(second);
  EXPECT_NE(second->identity, first->identity);
  ASSERT_TRUE(awaitJackServer());
  EXPECT_GE(runningJackServer()->age, settledJackServer);
}

TEST(JackServerRun, AServerThatNobodyStartedIsNotThere) {
  ::setenv("JACK_DEFAULT_SERVER", "cadenza-test-no-such-server", 1);
  EXPECT_FALSE(runningJackServer());
  ::unsetenv("JACK_DEFAULT_SERVER");
}

}  // namespace
}  // namespace cadenza
