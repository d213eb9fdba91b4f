// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piece_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QFileInfo>
#include <array>

#include "core/base/file_descriptor.h"
#include "core/midi/midi_file.h"
#include "core/midi/midi_reader.h"
#include "core/midi/midi_writer.h"
#include "core/project/project_file.h"
#include "ui/import/midi_parts_file.h"
#include "ui/import/part_choice.h"

namespace cadenza::ui {

namespace {

const QString projectSuffix = QStringLiteral("cadenza");

QString suffixOf(const QString& path) { return QFileInfo(path).suffix().toLower(); }

// Opens nothing that could be waited for.
bool beginsLikeZip(const QString& path) {
  const FileDescriptor file(nativePath(path), O_RDONLY | O_NONBLOCK | O_NOCTTY);
  std::array<char, 2> first{};
  return file.isOpen() && ::pread(file.get(), first.data(), first.size(), 0) == 2 &&
         first == std::array{'P', 'K'};
}

QStringList asList(const std::vector<std::string>& sentences) {
  QStringList list;
  for (const std::string& sentence : sentences) list << QString::fromStdString(sentence);
  return list;
}

bool isProject(const QString& path) {
  return beginsLikeZip(path) || kindOf(path) == PieceKind::Project;
}

Result<OpenedPiece> readProject(const QString& path, const FileStamp& stamp) {
  auto import = readProjectFile(nativePath(path));
  if (!import) return import.error();
  return OpenedPiece{std::move(import->project), asList(import->warnings), asList(import->damage),
                     stamp};
}

OpenedPiece pieceFrom(MidiImport import, const FileStamp& stamp) {
  OpenedPiece piece;
  piece.project.score = std::move(import.score);
  piece.project.properties = std::move(import.properties);
  piece.skipped = std::move(import.skipped);
  piece.warnings = asList(import.warnings);
  piece.stamp = stamp;
  return piece;
}

}  // namespace

QString nameWithoutEnding(const QString& path) {
  const QString name = QFileInfo(path).completeBaseName();
  return suffixOf(path) == QLatin1String("gz") ? QFileInfo(name).completeBaseName() : name;
}

PieceKind kindOf(const QString& path) {
  return suffixOf(path) == projectSuffix ? PieceKind::Project : PieceKind::Midi;
}

bool isExistingMidi(const QString& path) {
  return kindOf(path) == PieceKind::Midi && QFileInfo(path).isFile();
}

bool canBeOpened(const QString& path) {
  return suffixOf(path) == projectSuffix || isMidiName(nativePath(path));
}

bool canBeSaved(const QString& path) {
  return suffixOf(path) == projectSuffix || isMidiNameToWrite(nativePath(path));
}

FileStamp stampOf(const QString& path) {
  struct stat status {};
  if (::stat(nativePath(path).c_str(), &status) != 0) return {};
  const qint64 modified = qint64{status.st_mtim.tv_sec} * 1000 + status.st_mtim.tv_nsec / 1'000'000;
  return {QDateTime::fromMSecsSinceEpoch(modified), status.st_size};
}

Result<OpenedPiece> readPiece(const QString& path) {
  const FileStamp stamp = stampOf(path);
  if (isProject(path)) return readProject(path, stamp);
  auto import = readMidiFile(nativePath(path));
  if (!import) return import.error();
  return pieceFrom(std::move(*import), stamp);
}

Result<OpenedPiece> readPieceOrParts(const QString& path) {
  const FileStamp stamp = stampOf(path);
  if (isProject(path)) return readProject(path, stamp);
  auto bytes = readMidiBytes(nativePath(path));
  if (!bytes) return bytes.error();
  if (auto survey = surveyMidi(*bytes); survey && wantsChoice(*survey)) {
    return OpenedPiece{{},    {}, {},
                       stamp, {}, midiPartsOf(path, std::move(*bytes), std::move(*survey))};
  }
  auto import = readMidi(*bytes);
  if (!import) {
    return Error{import.error().code, nativePath(path).string() + ": " + import.error().detail};
  }
  return pieceFrom(std::move(*import), stamp);
}

Result<void> writePiece(const QString& path, const Project& project) {
  if (kindOf(path) == PieceKind::Project) return writeProjectFile(nativePath(path), project);
  return writeMidiFile(nativePath(path), project.score, project.properties);
}

}  // namespace cadenza::ui
