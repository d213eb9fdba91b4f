// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/midi_parts_file.h"

#include <algorithm>
#include <utility>

#include "core/midi/midi_file.h"
#include "core/midi/midi_reader.h"
#include "ui/piece_file.h"
#include "ui/score_picture.h"

namespace cadenza::ui {

namespace {

// More than one looks at; a file may hold a million parts.
constexpr std::size_t mostPictures = 256;

std::vector<QImage> picturesOf(const MidiSurvey& survey) {
  Tick end = 0;
  for (const MidiPart& part : survey.parts) end = std::max(end, part.range().end);
  std::vector<QImage> pictures;
  for (const MidiPart& part : survey.parts) {
    if (pictures.size() == mostPictures) break;
    pictures.push_back(
        notesPicture(Score({part.notes, {}, {}, {}, {}}), MidiPartsFile::pictureSize, end));
  }
  return pictures;
}

}  // namespace

Result<std::shared_ptr<const MidiPartsFile>> readMidiParts(const QString& path) {
  auto bytes = readMidiBytes(nativePath(path));
  if (!bytes) return bytes.error();
  auto survey = surveyMidi(*bytes);
  if (!survey) {
    return Error{survey.error().code, nativePath(path).string() + ": " + survey.error().detail};
  }
  return midiPartsOf(path, std::move(*bytes), std::move(*survey));
}

std::shared_ptr<const MidiPartsFile> midiPartsOf(const QString& path, std::vector<std::byte> bytes,
                                                 MidiSurvey survey) {
  auto file = std::make_shared<MidiPartsFile>();
  file->path = path;
  file->bytes = std::move(bytes);
  file->survey = std::move(survey);
  file->pictures = picturesOf(file->survey);
  return file;
}

}  // namespace cadenza::ui
