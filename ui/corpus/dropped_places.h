// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <vector>

class QMimeData;

namespace cadenza::ui {

/// The folders and MIDI files (see isMidiName) of this computer in what is dragged.
[[nodiscard]] std::vector<std::filesystem::path> droppedPlaces(const QMimeData* data);

}  // namespace cadenza::ui
