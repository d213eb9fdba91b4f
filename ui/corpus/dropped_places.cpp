// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/corpus/dropped_places.h"

#include <QFile>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>

namespace cadenza::ui {

std::vector<std::filesystem::path> droppedPlaces(const QMimeData* data) {
  std::vector<std::filesystem::path> places;
  if (!data->hasUrls()) return places;
  for (const QUrl& url : data->urls()) {
    const QFileInfo file(url.toLocalFile());
    const QString suffix = file.suffix().toLower();
    const bool midi =
        file.isFile() && (suffix == QLatin1String("mid") || suffix == QLatin1String("midi") ||
                          suffix == QLatin1String("kar"));
    if (!url.isLocalFile() || (!midi && !file.isDir())) continue;
    places.emplace_back(QFile::encodeName(file.absoluteFilePath()).toStdString());
  }
  return places;
}

}  // namespace cadenza::ui
