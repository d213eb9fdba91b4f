// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace cadenza::ui {

class PlaybackController;

/// Tells when the device that a piece is heard on goes away, and when sound is back. GUI thread.
class DeviceNews : public QObject {
  Q_OBJECT

 public:
  /// `playback` must outlive this.
  explicit DeviceNews(const PlaybackController& playback, QObject* parent = nullptr);

 Q_SIGNALS:
  void lost(const QString& sentence);
  void back(const QString& sentence);

 private:
  void look();

  const PlaybackController& playback_;
  bool heard_ = false;
  bool missing_ = false;
};

}  // namespace cadenza::ui
