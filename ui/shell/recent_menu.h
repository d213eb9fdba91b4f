// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

class QMenu;
class QSettings;

namespace cadenza::ui {

/// The menu of the pieces that were used last, newest first, kept in the settings so that all
/// windows share it. GUI thread.
class RecentMenu : public QObject {
  Q_OBJECT

 public:
  /// Both must outlive this.
  RecentMenu(QMenu& menu, QSettings& settings, QObject* parent = nullptr);

  /// Puts `path` first.
  void remember(const QString& path);

 Q_SIGNALS:
  void chosen(const QString& path);

 private:
  void fill();

  QMenu& menu_;
  QSettings& settings_;
};

}  // namespace cadenza::ui
