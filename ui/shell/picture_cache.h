// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QObject>
#include <QSize>
#include <QString>
#include <memory>
#include <optional>

#include "core/score/score.h"

class QThreadPool;

namespace cadenza::ui {

/// Small pictures of pieces, kept as files in a folder that may be emptied at any time. A picture
/// belongs to a file as it was at one time: one that has changed since has none. GUI thread.
class PictureCache : public QObject {
  Q_OBJECT

 public:
  static constexpr QSize pictureSize{192, 144};  // device pixels
  static constexpr int mostPictures = 64;

  explicit PictureCache(const QString& folder, QObject* parent = nullptr);
  /// Waits for a picture that is being drawn.
  ~PictureCache() override;

  /// Draws the picture of `score`, which the file at `path` holds now, on another thread.
  void draw(const QString& path, const Score& score);
  /// The picture of the file as it is now, if there is one.
  [[nodiscard]] std::optional<QImage> find(const QString& path) const;

 private:
  QString folder_;
  std::unique_ptr<QThreadPool> worker_;
};

}  // namespace cadenza::ui
