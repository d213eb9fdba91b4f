// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recovery/lost_work.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>

namespace cadenza::ui {

QString pathToSaveTo(const RecoveryInfo& info) {
  const QString path = QString::fromStdString(info.path);
  const QFileInfo file(path);
  const bool isNewer = file.exists() && file.lastModified().toSecsSinceEpoch() > info.time;
  return isNewer ? QString() : path;
}

QString titleOf(const RecoveryInfo& info) {
  return info.title.empty() ? QCoreApplication::translate("LostWork", "Untitled")
                            : QString::fromStdString(info.title);
}

}  // namespace cadenza::ui
