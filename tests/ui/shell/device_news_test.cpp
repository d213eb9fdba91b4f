// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/device_news.h"

#include <gtest/gtest.h>

#include <QSignalSpy>

#include "core/play/silent_sink.h"
#include "tests/ui/window_support.h"
#include "ui/controllers/playback_controller.h"

namespace cadenza::ui {
namespace {

Player::SinkFactory missing() {
  return [] { return std::make_unique<MissingDeviceSink>("no device"); };
}

class DeviceNewsTest : public ::testing::Test {
 protected:
  Player::SinkFactory there() {
    return [this] { return std::make_unique<NotingSink>(heard); };
  }
  bool isReady(PlaybackController& playback, bool audible) {
    return waitUntil([&] { return playback.sound().ready && playback.sound().audible == audible; });
  }
  std::shared_ptr<NotingSink::Notes> heard = std::make_shared<NotingSink::Notes>();
};

TEST_F(DeviceNewsTest, ALossIsSaidOnceAndSoIsTheReturn) {
  PlaybackController playback(there());
  const DeviceNews news(playback);
  const QSignalSpy lost(&news, &DeviceNews::lost);
  const QSignalSpy back(&news, &DeviceNews::back);
  ASSERT_TRUE(isReady(playback, true));
  EXPECT_EQ(lost.count() + back.count(), 0);
  for (int time = 1; time <= 2; ++time) {
    playback.setSink(missing());
    ASSERT_TRUE(isReady(playback, false));
    EXPECT_EQ(lost.count(), time);
    playback.setSink(there());
    ASSERT_TRUE(isReady(playback, true));
    EXPECT_EQ(back.count(), time);
  }
}

TEST_F(DeviceNewsTest, ADeviceThatWasNeverThereIsNotLost) {
  PlaybackController playback(missing());
  const DeviceNews news(playback);
  const QSignalSpy lost(&news, &DeviceNews::lost);
  const QSignalSpy back(&news, &DeviceNews::back);
  ASSERT_TRUE(isReady(playback, false));
  EXPECT_EQ(lost.count(), 0);
  playback.setSink(there());
  ASSERT_TRUE(isReady(playback, true));
  EXPECT_EQ(back.count(), 1);
}

}  // namespace
}  // namespace cadenza::ui
