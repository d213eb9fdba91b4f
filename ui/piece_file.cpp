// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piece_file.h"

#include <QFile>
#include <QFileInfo>

#include "core/base/safe_file.h"
#include "core/midi/midi_reader.h"
#include "core/midi/midi_writer.h"
#include "core/project/project_file.h"
#include "ui/import/midi_parts_file.h"
#include "ui/import/part_choice.h"

namespace cadenza::ui {

namespace {

const QString projectSuffix = QStringLiteral("cadenza");

QString suffixOf(const QString& path) { return QFileInfo(path).suffix().toLower(); }

bool beginsLikeZip(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) && file.read(2) == "PK";
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

PieceKind kindOf(const QString& path) {
  return suffixOf(path) == projectSuffix ? PieceKind::Project : PieceKind::Midi;
}

bool canBeOpened(const QString& path) {
  static const QStringList suffixes{projectSuffix, QStringLiteral("mid"), QStringLiteral("midi"),
                                    QStringLiteral("kar")};
  return suffixes.contains(suffixOf(path));
}

FileStamp stampOf(const QString& path) {
  const QFileInfo file(path);
  return file.exists() ? FileStamp{file.lastModified(), file.size()} : FileStamp{};
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
  auto bytes = readFile(nativePath(path), largestMidiFile);
  if (!bytes) return bytes.error();
  if (auto survey = surveyMidi(*bytes); survey && wantsChoice(*survey)) {
    return OpenedPiece{{}, {}, {}, stamp, {}, midiPartsOf(path, std::move(*bytes), std::move(*survey))};
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

std::filesystem::path nativePath(const QString& path) {
  const QByteArray utf8 = path.toUtf8();
  return std::filesystem::path(std::u8string(utf8.begin(), utf8.end()));
}

}  // namespace cadenza::ui
