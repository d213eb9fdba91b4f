// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/corpus/dropped_places.h"

#include <QMimeData>
#include <QUrl>
#include <system_error>

#include "core/midi/midi_file.h"
#include "ui/native_path.h"

namespace cadenza::ui {

std::vector<std::filesystem::path> droppedPlaces(const QMimeData* data) {
  std::vector<std::filesystem::path> places;
  if (!data->hasUrls()) return places;
  for (const QUrl& url : data->urls()) {
    if (!url.isLocalFile()) continue;
    const std::filesystem::path path = nativePath(localPath(url));
    std::error_code unknown;
    const auto type = std::filesystem::status(path, unknown).type();
    const bool midi = type == std::filesystem::file_type::regular && isMidiName(path);
    if (midi || type == std::filesystem::file_type::directory) places.push_back(path);
  }
  return places;
}

}  // namespace cadenza::ui
