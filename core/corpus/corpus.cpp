// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/corpus/corpus.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/corpus/cache_reader.h"
#include "core/corpus/cache_writer.h"
#include "core/corpus/scan_place.h"

namespace cadenza {

// What the views of the pieces look at: a cache file, or scores of its own.
struct Corpus::Contents {
  std::optional<CacheReader> cache;
  std::vector<Score> scores;
  std::vector<std::string> names;
  std::string folder;
  std::vector<CorpusPiece> pieces;
  std::size_t notes = 0;
};

std::string_view name(Split split) {
  switch (split) {
    case Split::Train:
      return "train";
    case Split::Validation:
      return "validation";
    case Split::Test:
      return "test";
  }
  return "unknown";
}

Score CorpusPiece::score() const {
  return Score({{notes.begin(), notes.end()},
                {pedal.begin(), pedal.end()},
                {tempo.begin(), tempo.end()},
                {meter.begin(), meter.end()}});
}

Result<Corpus> Corpus::open(const std::filesystem::path& cacheFile) {
  auto reader = CacheReader::open(cacheFile);
  if (!reader) return reader.error();
  auto contents = std::make_unique<Contents>();
  const CacheReader& cache = contents->cache.emplace(std::move(*reader));
  const CacheDirectory& directory = cache.directory();
  contents->folder = directory.folder;
  contents->pieces.reserve(directory.pieces.size());
  for (const CachedPiece& piece : directory.pieces) {
    contents->pieces.push_back({piece.file, piece.composer, piece.title, piece.split,
                                piece.contentHash, piece.seconds, cache.notes(piece),
                                cache.pedal(piece), cache.tempo(piece), cache.meter(piece)});
    contents->notes += piece.notes;
  }
  return Corpus(std::move(contents));
}

Corpus Corpus::fromScores(const std::vector<Score>& scores, const std::vector<Split>& splits) {
  auto contents = std::make_unique<Contents>();
  contents->scores = scores;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    contents->names.push_back("score " + std::to_string(i + 1));
  }
  PieceBlock block;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const Score& score = contents->scores[i];
    block.assign(score);
    contents->pieces.push_back({contents->names[i],
                                {},
                                {},
                                i < splits.size() ? splits[i] : Split::Train,
                                block.contentHash,
                                score.seconds(),
                                score.notes(),
                                score.pedal(),
                                score.tempo().changes(),
                                score.meter().signatures()});
    contents->notes += score.notes().size();
  }
  return Corpus(std::move(contents));
}

Corpus::Corpus(std::unique_ptr<Contents> contents) : contents_(std::move(contents)) {}
Corpus::Corpus(Corpus&&) noexcept = default;
Corpus& Corpus::operator=(Corpus&&) noexcept = default;
Corpus::~Corpus() = default;

const std::vector<CorpusPiece>& Corpus::pieces() const { return contents_->pieces; }
std::size_t Corpus::noteCount() const { return contents_->notes; }
void Corpus::keepTraining(std::size_t count) {
  std::vector<CorpusPiece>& pieces = contents_->pieces;
  const auto training = static_cast<std::size_t>(std::ranges::count_if(
      pieces, [](const CorpusPiece& piece) { return piece.split == Split::Train; }));
  if (count >= training) return;
  std::size_t passed = 0;
  std::erase_if(pieces, [&](const CorpusPiece& piece) {
    if (piece.split != Split::Train) return false;
    const bool keep = passed * count / training != (passed + 1) * count / training;
    ++passed;
    if (!keep) contents_->notes -= piece.notes.size();
    return !keep;
  });
}

void Corpus::leaveOut(std::span<const std::uint64_t> hashes) {
  std::erase_if(contents_->pieces, [&](const CorpusPiece& piece) {
    const bool leave = std::ranges::binary_search(hashes, piece.contentHash);
    if (leave) contents_->notes -= piece.notes.size();
    return leave;
  });
}

const std::string& Corpus::folder() const { return contents_->folder; }
std::string Corpus::name() const { return textOfPlaces(contents_->folder); }

}  // namespace cadenza
