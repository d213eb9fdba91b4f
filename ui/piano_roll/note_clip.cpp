// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/note_clip.h"

#include <QDataStream>
#include <QIODevice>

namespace cadenza::ui {
namespace {

const QString& mimeType() {
  static const QString type = QStringLiteral("application/x-cadenza-notes");
  return type;
}

bool isSound(const Note& note) {
  return note.onset >= 0 && note.onset < maxTick && note.duration >= 1 &&
         note.duration <= maxTick - note.onset && note.pitch < 128 && note.velocity >= 1 &&
         note.velocity < 128;
}

}  // namespace

std::unique_ptr<QMimeData> toMimeData(const std::vector<Note>& notes) {
  QByteArray bytes;
  QDataStream stream(&bytes, QIODevice::WriteOnly);
  for (const Note& note : notes) {
    stream << qint32(note.onset) << qint32(note.duration) << note.pitch << note.velocity;
  }
  auto data = std::make_unique<QMimeData>();
  data->setData(mimeType(), bytes);
  return data;
}

bool holdsNotes(const QMimeData* data) { return data && data->hasFormat(mimeType()); }

std::vector<Note> notesFrom(const QMimeData* data) {
  std::vector<Note> notes;
  if (!holdsNotes(data)) return notes;
  QDataStream stream(data->data(mimeType()));
  while (!stream.atEnd()) {
    qint32 onset = 0;
    qint32 duration = 0;
    Note note;
    stream >> onset >> duration >> note.pitch >> note.velocity;
    note.onset = onset;
    note.duration = duration;
    if (stream.status() != QDataStream::Ok) break;
    if (isSound(note)) notes.push_back(note);
  }
  return notes;
}

}  // namespace cadenza::ui
