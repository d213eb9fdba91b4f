// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QString>
#include <cstddef>
#include <memory>
#include <vector>

#include "core/base/result.h"
#include "core/midi/midi_parts.h"

namespace cadenza::ui {

/// A MIDI file to choose parts from. A value that never changes, shared between threads.
struct MidiPartsFile {
  QString path;
  std::vector<std::byte> bytes;
  MidiSurvey survey;
  /// Of the first parts, `pictureSize` large, all with the same stretch of time (see notesPicture).
  std::vector<QImage> pictures;

  static constexpr QSize pictureSize{256, 56};
};

/// Fails as readMidiFile does. Any thread.
[[nodiscard]] Result<std::shared_ptr<const MidiPartsFile>> readMidiParts(const QString& path);

/// The same of a file that was read and looked through. Any thread.
[[nodiscard]] std::shared_ptr<const MidiPartsFile> midiPartsOf(const QString& path,
                                                               std::vector<std::byte> bytes,
                                                               MidiSurvey survey);

}  // namespace cadenza::ui
