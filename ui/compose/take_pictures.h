// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QImage>
#include <QObject>
#include <QPixmap>
#include <QSize>
#include <memory>

#include "core/project/take.h"
#include "ui/theme.h"

class QThreadPool;

namespace cadenza::ui {

/// Small rolls of takes, teal on the ground of the roll: as wide as `fullBars` quarters of four, so
/// that shorter takes look shorter. Drawn on another thread when first asked for, at the device's
/// resolution, and kept. GUI thread.
class TakePictures : public QObject {
  Q_OBJECT

 public:
  static constexpr QSize size{64, 40};  ///< logical pixels
  static constexpr int fullBars = 8;

  /// `appearance` must outlive this.
  explicit TakePictures(const Appearance& appearance, QObject* parent = nullptr);
  /// Waits for a picture that is being drawn.
  ~TakePictures() override;

  /// Null while it is not ready; `ready` tells when it is.
  [[nodiscard]] QPixmap find(const Take& take, qreal pixelRatio);
  /// The takes are other ones now.
  void clear();
  /// How many were drawn so far.
  [[nodiscard]] int drawn() const { return drawn_; }

 Q_SIGNALS:
  void ready(int id);

 private:
  struct Entry {
    qreal pixelRatio = 0;
    QImage notes;
    QPixmap dressed;
  };

  void draw(const Take& take, qreal pixelRatio);
  [[nodiscard]] QPixmap dress(const QImage& notes, qreal pixelRatio) const;

  const Appearance& appearance_;
  QHash<int, Entry> entries_;
  int generation_ = 0;  // of takes; what was drawn for an earlier one is thrown away
  int order_ = 0;       // what is asked for last is drawn first
  int drawn_ = 0;
  std::unique_ptr<QThreadPool> worker_;
};

}  // namespace cadenza::ui
