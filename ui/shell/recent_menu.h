// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include "core/score/score.h"
#include "ui/shell/picture_cache.h"
#include "ui/theme.h"

class QMenu;
class QSettings;

namespace cadenza::ui {

/// The menu of the pieces that were used last, newest first, each with a small picture; kept in the
/// settings so that all windows share it. GUI thread.
class RecentMenu : public QObject {
  Q_OBJECT

 public:
  /// All must outlive this. Pictures lie in `pictureFolder`; where it is empty, there are none.
  RecentMenu(QMenu& menu, QSettings& settings, const Appearance& appearance,
             const QString& pictureFolder, QObject* parent = nullptr);

  /// Puts `path` first, a file that holds `score` now.
  void remember(const QString& path, const Score& score);

 Q_SIGNALS:
  void chosen(const QString& path);

 private:
  void fill();
  void add(const QString& path);

  QMenu& menu_;
  QSettings& settings_;
  const Appearance& appearance_;
  PictureCache pictures_;
};

}  // namespace cadenza::ui
