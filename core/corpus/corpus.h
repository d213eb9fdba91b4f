// SPDX-License-Identifier: GPL-3.0-or-later
// Room corpus: folders of MIDI files as something to learn from. Scans them (one bad file never
// stops the rest), says what it kept and why not the others, and keeps the notes in one compact
// cache file that is mapped into memory; a second scan reads only files that changed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/score/score.h"

namespace cadenza {

/// Which part of a corpus a piece belongs to.
enum class Split : std::uint8_t { Train, Validation, Test };

[[nodiscard]] std::string_view name(Split split);  // "train", "validation", "test"

/// One piece: views into the corpus that it came from, valid as long as that lives.
struct CorpusPiece {
  std::string_view file;  ///< relative to the folder, '/' between parts
  std::string_view composer;
  std::string_view title;
  Split split = Split::Train;
  std::uint64_t contentHash = 0;  ///< xxh3 of the notes
  double seconds = 0;
  std::span<const Note> notes;
  std::span<const PedalChange> pedal;
  std::span<const TempoChange> tempo;
  std::span<const TimeSignature> meter;

  [[nodiscard]] Score score() const;
};

/// The pieces of folders and files, read-only and mapped into memory. Moveable; readable by any
/// thread.
class Corpus {
 public:
  /// Opens a cache that scanFolder wrote. Fails with NotFound or DamagedFile.
  [[nodiscard]] static Result<Corpus> open(const std::filesystem::path& cacheFile);
  /// A corpus of scores in memory (for tests and for pieces that are open in the program).
  /// `splits` may be shorter than `scores`; the rest is Train.
  [[nodiscard]] static Corpus fromScores(const std::vector<Score>& scores,
                                         const std::vector<Split>& splits = {});

  Corpus(Corpus&&) noexcept;
  Corpus& operator=(Corpus&&) noexcept;
  ~Corpus();

  [[nodiscard]] const std::vector<CorpusPiece>& pieces() const;
  [[nodiscard]] std::size_t noteCount() const;
  /// Leaves only `count` pieces to learn from, evenly spread over those of the training split; the
  /// other splits stay whole. No effect where there are no more.
  void keepTraining(std::size_t count);
  /// Drops the pieces whose content hashes stand in `hashes` (sorted).
  void leaveOut(std::span<const std::uint64_t> hashes);
  /// The folder that was scanned, or all places, divided by line breaks; empty for fromScores.
  [[nodiscard]] const std::string& folder() const;
  /// The name of the folder, or "nocturnes and 2 more"; empty for fromScores.
  [[nodiscard]] std::string name() const;

 private:
  struct Contents;
  explicit Corpus(std::unique_ptr<Contents> contents);
  std::unique_ptr<Contents> contents_;
};

}  // namespace cadenza
