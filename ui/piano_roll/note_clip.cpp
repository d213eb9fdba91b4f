// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/note_clip.h"

#include <QStringList>
#include <algorithm>
#include <span>
#include <utility>

#include "core/midi/midi_reader.h"
#include "core/midi/midi_writer.h"

namespace cadenza::ui {
namespace {

// What programs call a MIDI file; the first is what is written.
const QStringList& mimeTypes() {
  static const QStringList types{QStringLiteral("audio/midi"), QStringLiteral("audio/x-midi"),
                                 QStringLiteral("audio/mid")};
  return types;
}

}  // namespace

std::unique_ptr<QMimeData> toMimeData(std::vector<Note> notes) {
  Tick first = maxTick;
  for (const Note& note : notes) first = std::min(first, note.onset);
  for (Note& note : notes) note.onset -= first;
  ScoreItems items;
  items.notes = std::move(notes);
  const auto bytes = writeMidi(Score(std::move(items)));
  auto data = std::make_unique<QMimeData>();
  data->setData(mimeTypes().front(), QByteArray(reinterpret_cast<const char*>(bytes.data()),
                                                static_cast<qsizetype>(bytes.size())));
  return data;
}

bool holdsNotes(const QMimeData* data) {
  return data && std::ranges::any_of(mimeTypes(),
                                     [&](const QString& type) { return data->hasFormat(type); });
}

std::vector<Note> notesFrom(const QMimeData* data) {
  if (!holdsNotes(data)) return {};
  const auto type = std::ranges::find_if(
      mimeTypes(), [&](const QString& candidate) { return data->hasFormat(candidate); });
  const QByteArray bytes = data->data(*type);
  const auto import = readMidi(std::as_bytes(std::span(bytes.data(), std::size_t(bytes.size()))));
  return import ? import->score.notes() : std::vector<Note>{};
}

}  // namespace cadenza::ui
