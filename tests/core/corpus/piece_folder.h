// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <fstream>
#include <span>
#include <stdexcept>
#include <string>

#include "core/base/random.h"
#include "core/corpus/corpus.h"
#include "core/corpus/scan.h"
#include "core/midi/midi_writer.h"
#include "tests/support/temporary_folder.h"

namespace cadenza::test {

/// A piece of `notes` notes with pedal, tempo and meter; another one for another number.
[[nodiscard]] inline Score piece(std::uint64_t number, int notes = 60) {
  Random random(number);
  ScoreItems items;
  for (int i = 0; i < notes; ++i) {
    items.notes.push_back({240 * i, static_cast<Tick>(1 + random.below(900)),
                           static_cast<std::uint8_t>(30 + random.below(60)),
                           static_cast<std::uint8_t>(1 + random.below(127))});
  }
  items.pedal = {{0, 127}, {960, 20}};
  items.tempo = {{0, 400'000}, {1'920, 600'000}};
  items.meter = {{0, 3, 4}};
  return Score(std::move(items));
}

/// Writes a file without waiting for the disk.
inline void write(const std::filesystem::path& path, std::span<const std::byte> bytes) {
  std::filesystem::remove(path);
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char*>(bytes.data()),
             static_cast<std::streamsize>(bytes.size()));
  if (!file.flush()) throw std::runtime_error("can't write " + path.string());
}

/// A folder of pieces of the test's own, and the cache that goes with it.
class PieceFolder {
 public:
  PieceFolder() { std::filesystem::create_directories(pieces()); }

  [[nodiscard]] std::filesystem::path pieces() const { return folder_ / "pieces"; }
  [[nodiscard]] std::filesystem::path cache() const { return folder_ / "cache"; }

  void add(const std::string& file, const Score& score, const std::string& title = {}) const {
    std::filesystem::create_directories((pieces() / file).parent_path());
    write(pieces() / file, writeMidi(score, title));
  }
  void addText(const std::string& file, const std::string& text) const {
    write(pieces() / file, std::as_bytes(std::span(text)));
  }

  [[nodiscard]] ScanReport scan(const ScanOptions& options = {}) const {
    auto report = scanFolder(pieces(), cache(), options);
    if (!report) throw std::runtime_error(report.error().detail);
    return std::move(*report);
  }
  [[nodiscard]] Corpus corpus() const {
    auto opened = Corpus::open(cache());
    if (!opened) throw std::runtime_error(opened.error().detail);
    return std::move(*opened);
  }

 private:
  TemporaryFolder folder_;
};

/// The piece of that name; fails the test's run where there is none.
[[nodiscard]] inline const CorpusPiece& pieceNamed(const Corpus& corpus, std::string_view file) {
  for (const CorpusPiece& each : corpus.pieces()) {
    if (each.file == file) return each;
  }
  throw std::runtime_error("no such piece");
}

}  // namespace cadenza::test
