// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/device_news.h"

#include "ui/controllers/playback_controller.h"

namespace cadenza::ui {

DeviceNews::DeviceNews(const PlaybackController& playback, QObject* parent)
    : QObject(parent), playback_(playback) {
  connect(&playback, &PlaybackController::soundChanged, this, &DeviceNews::look);
}

void DeviceNews::look() {
  const Player::State& sound = playback_.sound();
  if (!sound.ready) return;
  if (sound.provisional && heard_ && !missing_) {
    Q_EMIT lost(tr("The sound device is gone. The piece goes on in silence until it is back."));
  }
  if (sound.audible && missing_) {
    Q_EMIT back(tr("Sound is back: %1.").arg(QString::fromStdString(sound.sink)));
  }
  missing_ = sound.provisional;
  heard_ = heard_ || sound.audible;
}

}  // namespace cadenza::ui
