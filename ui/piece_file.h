// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <QStringList>
#include <memory>

#include "core/base/result.h"
#include "core/midi/skipped_events.h"
#include "core/project/project.h"
#include "ui/native_path.h"

namespace cadenza::ui {

struct MidiPartsFile;

/// The kinds of file that a piece is kept in.
enum class PieceKind {
  Midi,     ///< notes, pedal, tempo, meter and markers, for every program
  Project,  ///< all of it (.cadenza)
};

/// "song" of "…/song.mid" and of "…/song.mid.gz".
[[nodiscard]] QString nameWithoutEnding(const QString& path);
/// By the name's ending: everything that is not .cadenza is MIDI.
[[nodiscard]] PieceKind kindOf(const QString& path);
/// Whether a file is there that kindOf calls MIDI.
[[nodiscard]] bool isExistingMidi(const QString& path);
/// Whether the extension is one that can be opened.
[[nodiscard]] bool canBeOpened(const QString& path);
/// Whether the extension is one that a piece can be saved under: .cadenza, .mid, .midi, .smf, .kar.
[[nodiscard]] bool canBeSaved(const QString& path);

/// Tells whether a file is still the one that it was.
struct FileStamp {
  QDateTime modified;
  qint64 size = -1;

  bool operator==(const FileStamp&) const = default;
};
[[nodiscard]] FileStamp stampOf(const QString& path);

/// What a MIDI file holds that a piece does not.
using SkippedInFile = std::vector<SkippedEvents>;

/// A piece as it was read, with sentences about what was left out and what is broken.
struct OpenedPiece {
  Project project;
  QStringList warnings;
  QStringList damage;
  FileStamp stamp;  ///< of the file before it was read
  SkippedInFile skipped = {};
  std::shared_ptr<const MidiPartsFile> parts = {};  ///< to choose from; there is no project then
};

/// Reads a file of either kind, told by its content. Of a MIDI file all parts but drums are joined.
/// Any thread.
[[nodiscard]] Result<OpenedPiece> readPiece(const QString& path);
/// The same, but joins no MIDI file about whose parts somebody should be asked first (see
/// wantsChoice). Any thread.
[[nodiscard]] Result<OpenedPiece> readPieceOrParts(const QString& path);
/// Writes a file of the kind of its ending, whole or not at all. Any thread.
[[nodiscard]] Result<void> writePiece(const QString& path, const Project& project);

}  // namespace cadenza::ui
