// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/midi/midi_reader.h"

#include <algorithm>
#include <utility>

#include "core/midi/midi_file.h"
#include "core/midi/midi_walk.h"
#include "core/midi/score_builder.h"

namespace cadenza {
namespace {

// Adds "COUNT ONE" or "COUNT MANY" and what became of them, if there are any.
class Warnings {
 public:
  void add(std::size_t count, const std::string& one, const std::string& many) {
    if (count == 1) sentences_.push_back("1 " + one);
    if (count > 1) sentences_.push_back(std::to_string(count) + " " + many);
  }
  void add(std::string sentence) { sentences_.push_back(std::move(sentence)); }
  std::vector<std::string> take() { return std::move(sentences_); }

 private:
  std::vector<std::string> sentences_;
};

void addFileWarnings(const MidiChunks& chunks, const TrackEnds& ends, Warnings& warnings) {
  const auto tracks = static_cast<int>(chunks.tracks.size());
  if (chunks.format > 2) {
    warnings.add("The header names format " + std::to_string(chunks.format) +
                 ", which does not exist; read as format 1.");
  }
  if (chunks.format == 0 && tracks > 1) {
    warnings.add("A file of format 0 may hold one track only; all " + std::to_string(tracks) +
                 " were read.");
  }
  if (tracks == 0) {
    warnings.add("The file holds no tracks.");
  } else if (tracks != chunks.promisedTracks) {
    warnings.add("The header lists " + std::to_string(chunks.promisedTracks) +
                 " tracks; the file has " + std::to_string(tracks) + ".");
  }
  warnings.add(static_cast<std::size_t>(chunks.wrongLengths), "chunk has a wrong length.",
               "chunks have wrong lengths.");
  warnings.add(chunks.junkBytes, "byte outside the chunks was skipped.",
               "bytes outside the chunks were skipped.");
  warnings.add(ends.cutShort, "track breaks off inside an event; what came before was kept.",
               "tracks break off inside an event; what came before was kept.");
  warnings.add(ends.unmarked, "track has no end-of-track event; the file may be cut short.",
               "tracks have no end-of-track event; the file may be cut short.");
  warnings.add(ends.continued, "track continues after its end-of-track event; all of it was read.",
               "tracks continue after their end-of-track events; all of them were read.");
  warnings.add(ends.unreadBytes, "byte after an end-of-track event was ignored.",
               "bytes after an end-of-track event were ignored.");
  warnings.add(ends.tooLong, "track goes on past 200,000 quarters; the rest was left out.",
               "tracks go on past 200,000 quarters; the rest was left out.");
}

void addEventWarnings(const ReadingCounts& counts, Warnings& warnings) {
  warnings.add(counts.unendedNotes, "note is never ended; it ends with its track.",
               "notes are never ended; they end with their track.");
  warnings.add(counts.doubledNotes, "note is struck twice on one tick; the longer one was kept.",
               "notes are struck twice on one tick; the longer one of each was kept.");
  warnings.add(counts.zeroLengthNotes, "note has no length; it was given that of a 32nd at most.",
               "notes have no length; they were given that of a 32nd at most.");
  warnings.add(counts.strayBytes, "stray byte was skipped.", "stray bytes were skipped.");
  warnings.add(counts.systemMessages, "system message that belongs in no file was skipped.",
               "system messages that belong in no file were skipped.");
  warnings.add(counts.bigDataBytes, "message has data over 127; lowered or left out.",
               "messages have data over 127; lowered or left out.");
  warnings.add(counts.zeroTempos, "tempo of zero was left out.", "tempos of zero were left out.");
  warnings.add(counts.oddTimeSignatures, "invalid time signature was skipped.",
               "invalid time signatures were skipped.");
  warnings.add(counts.oddKeySignatures, "invalid key signature was skipped.",
               "invalid key signatures were skipped.");
}

// Turns the tracks that notes belong to into parts. Of a file of format 1 a first track without
// notes is no part; of chosen parts, only the tracks that were chosen from are; the tracks of the
// other formats make one part.
class PartNumbers {
 public:
  PartNumbers(const ScoreBuilder& builder, int format, bool chosenOnly) {
    const auto& channels = builder.trackChannels();
    isOnePart_ = format == 0 || format == 2 || channels.size() < 2;
    for (std::size_t track = 0; track < channels.size() && !isOnePart_; ++track) {
      const bool isPart = channels[track] != 0 || (track > 0 && !chosenOnly);
      numbers_.push_back(static_cast<std::uint8_t>(std::min<std::size_t>(count_, largestPart)));
      if (!isPart) continue;
      ++count_;
      if (names_.size() <= largestPart) names_.push_back(builder.trackNames()[track]);
    }
    while (!names_.empty() && names_.back().empty()) names_.pop_back();
  }

  void apply(std::vector<Note>& notes) const {
    for (Note& note : notes) note.part = isOnePart_ ? std::uint8_t{0} : numbers_[note.part];
  }
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

 private:
  bool isOnePart_ = true;
  std::size_t count_ = 0;
  std::vector<std::uint8_t> numbers_;  // by track
  std::vector<std::string> names_;
};

constexpr double longestUsualSeconds = 24 * 60 * 60;

Result<MidiImport> read(std::span<const std::byte> bytes, const PartFilter& filter) {
  const auto frame = frameMidi(bytes);
  if (!frame) return frame.error();
  ScoreBuilder builder(frame->scale, bytes.size(), filter);
  const TrackEnds ends = walkTracks(frame->chunks, builder);
  if (builder.isEmpty() && ends.cutShort > 0) return brokenOffBeforeNotes();
  MidiImport import;
  import.properties = builder.properties();
  import.format = frame->chunks.format;
  import.tracks = static_cast<int>(frame->chunks.tracks.size());
  ScoreItems items = builder.takeItems();
  const PartNumbers parts(builder, import.format, filter.isChoice());
  parts.apply(items.notes);
  import.properties.parts = parts.names();
  import.score = Score(std::move(items));
  import.drumNotes = builder.counts().drumNotes;
  import.skipped = builder.skipped(frame->chunks.otherChunks);

  Warnings warnings;
  if (frame->scale.isSmpte()) {
    warnings.add("The file uses SMPTE time; converted at 120 BPM.");
  }
  addFileWarnings(frame->chunks, ends, warnings);
  if (!filter.isChoice()) {
    warnings.add(import.drumNotes, "drum note (channel 10) was left out.",
                 "drum notes (channel 10) were left out.");
  }
  addEventWarnings(builder.counts(), warnings);
  if (import.score.seconds() > longestUsualSeconds) {
    warnings.add("The piece is longer than 24 hours; its tempo or a time in it is probably wrong.");
  }
  import.warnings = warnings.take();
  return import;
}

}  // namespace

Result<MidiImport> readMidi(std::span<const std::byte> bytes) {
  return read(bytes, PartFilter::pitched());
}

Result<MidiImport> readMidi(std::span<const std::byte> bytes, std::span<const MidiPartId> parts) {
  return read(bytes, PartFilter::only(parts));
}

Result<MidiImport> readMidiFile(const std::filesystem::path& path, const std::stop_token& stop) {
  const auto bytes = readMidiBytes(path, stop);
  if (!bytes) return bytes.error();
  auto import = readMidi(*bytes);
  if (!import) return Error{import.error().code, path.string() + ": " + import.error().detail};
  return import;
}

}  // namespace cadenza
