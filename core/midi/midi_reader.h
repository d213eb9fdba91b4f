// SPDX-License-Identifier: GPL-3.0-or-later
// Room midi: standard MIDI files to scores and back. Reads whatever can be saved of a damaged file
// and says what it left out; writes formats 0 and 1. Knows files and bytes, no ports and no sound.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/midi/midi_parts.h"
#include "core/midi/skipped_events.h"
#include "core/score/piece_properties.h"
#include "core/score/score.h"

namespace cadenza {

/// A score read from a MIDI file and what there is to say about the reading.
struct MidiImport {
  Score score;
  /// Title (the first track's name), composer, copyright, key; the parts are the tracks that may
  /// hold notes, each with its name.
  PieceProperties properties;
  int format = 1;             ///< 0, 1 or 2
  int tracks = 0;             ///< track chunks found
  std::size_t drumNotes = 0;  ///< notes on channel 10 that were left out of the score
  /// What the file holds beyond the score and the properties, which a written file would lack.
  std::vector<SkippedEvents> skipped;
  /// English sentences, one a kind of problem, with counts; empty for a sound file.
  std::vector<std::string> warnings;
};

/// A larger file is refused by those that read whole files.
inline constexpr std::size_t largestMidiFile = std::size_t{256} << 20;

/// Reads a standard MIDI file (format 0, 1 or 2; RIFF-wrapped too). All tracks and channels but
/// drums are joined into one piano score; a format 2 file's patterns follow one another, each with
/// the default tempo and time signature until it says otherwise. Ticks are rounded to 960 a
/// quarter; with an SMPTE division the ticks are laid on 120 quarters a minute. Notes are joined as
/// NotePairing does, pedals as PedalMerger does. A note without a length lasts a 32nd, or until its
/// pitch is struck again; one that is never ended ends with its track. Each note belongs to the
/// part that is its track; a first track without notes is none. Without tracks the score is empty.
/// Fails with NotMidi, or DamagedFile when nothing can be saved. Any thread.
[[nodiscard]] Result<MidiImport> readMidi(std::span<const std::byte> bytes);

/// The same of some parts alone (see surveyMidi): their notes, drums too where they are chosen, and
/// the pedal of their channels. Tempo, time signatures and markers are those of the whole file.
[[nodiscard]] Result<MidiImport> readMidi(std::span<const std::byte> bytes,
                                          std::span<const MidiPartId> parts);

/// All but drums from a file; fails also as readMidiBytes does, whose `stop` it takes. The detail
/// names the file.
[[nodiscard]] Result<MidiImport> readMidiFile(const std::filesystem::path& path,
                                              const std::stop_token& stop = {});

}  // namespace cadenza
