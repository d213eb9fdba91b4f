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

void tellOfFile(const MidiChunks& chunks, const TrackEnds& ends, Warnings& warnings) {
  const auto tracks = static_cast<int>(chunks.tracks.size());
  if (chunks.format > 2) {
    warnings.add("The header names format " + std::to_string(chunks.format) +
                 ", which does not exist; read as format 1.");
  }
  if (chunks.format == 0 && tracks > 1) {
    warnings.add("A file of format 0 may hold one track only; all " + std::to_string(tracks) +
                 " were read.");
  }
  if (tracks != chunks.promisedTracks) {
    warnings.add("The header promises " + std::to_string(chunks.promisedTracks) + " tracks; " +
                 std::to_string(tracks) + " were found.");
  }
  warnings.add(static_cast<std::size_t>(chunks.wrongLengths), "chunk has a wrong length.",
               "chunks have wrong lengths.");
  warnings.add(chunks.junkBytes, "byte outside the chunks was passed over.",
               "bytes outside the chunks were passed over.");
  warnings.add(ends.cutShort, "track breaks off inside an event; what came before was kept.",
               "tracks break off inside an event; what came before was kept.");
  warnings.add(ends.unmarked, "track has no end mark; the file may be cut short.",
               "tracks have no end mark; the file may be cut short.");
  warnings.add(ends.tooLong, "track goes on past 200,000 quarters; the rest was left out.",
               "tracks go on past 200,000 quarters; the rest was left out.");
}

void tellOfEvents(const ReadingCounts& counts, Warnings& warnings) {
  warnings.add(counts.unendedNotes, "note is never ended; it ends with its track.",
               "notes are never ended; they end with their track.");
  warnings.add(counts.doubledNotes, "note is struck twice at one instant; one was kept.",
               "notes are struck twice at one instant; one of each was kept.");
  warnings.add(counts.strayBytes, "stray byte was passed over.", "stray bytes were passed over.");
  warnings.add(counts.systemMessages, "system message that belongs in no file was passed over.",
               "system messages that belong in no file were passed over.");
  warnings.add(counts.bigDataBytes, "message has data over 127; lowered or left out.",
               "messages have data over 127; lowered or left out.");
  warnings.add(counts.zeroTempos, "tempo of zero was left out.", "tempos of zero were left out.");
  warnings.add(counts.oddTimeSignatures, "time signature that can't be was left out.",
               "time signatures that can't be were left out.");
}

Result<MidiImport> read(std::span<const std::byte> bytes, const PartFilter& filter) {
  const auto frame = frameMidi(bytes);
  if (!frame) return frame.error();
  ScoreBuilder builder(frame->scale, bytes.size(), filter);
  const TrackEnds ends = walkTracks(frame->chunks, builder);
  if (builder.isEmpty() && ends.cutShort > 0) {
    return Error{ErrorCode::DamagedFile, "The file breaks off before its first note."};
  }
  Warnings warnings;
  if (frame->scale.isSmpte()) {
    warnings.add("The file counts in SMPTE frames; laid on 120 quarters a minute.");
  }
  tellOfFile(frame->chunks, ends, warnings);
  if (!filter.isChoice()) {
    warnings.add(builder.counts().drumNotes, "drum note (channel 10) was left out.",
                 "drum notes (channel 10) were left out.");
  }
  tellOfEvents(builder.counts(), warnings);

  MidiImport import;
  import.title = builder.title();
  import.format = frame->chunks.format;
  import.tracks = static_cast<int>(frame->chunks.tracks.size());
  import.drumNotes = builder.counts().drumNotes;
  import.warnings = warnings.take();
  import.score = Score(builder.takeItems());
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
