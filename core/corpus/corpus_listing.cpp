// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/corpus/corpus_listing.h"

#include <algorithm>

#include "core/corpus/cache_reader.h"
#include "core/corpus/scan_place.h"
#include "core/score/key_estimate.h"

namespace cadenza {
namespace {

void describe(ListedFile& listed, const CachedPiece& piece) {
  listed.composer = piece.composer;
  listed.title = piece.title;
  listed.notes = piece.notes;
  listed.seconds = piece.seconds;
  listed.split = piece.split;
  listed.contentHash = piece.contentHash;
}

}  // namespace

Result<std::vector<ListedFile>> listFiles(const CorpusChoice& choice,
                                          const std::filesystem::path& cacheFile,
                                          std::stop_token stop) {
  const auto cache = CacheReader::open(cacheFile);
  if (!cache) return cache.error();
  const std::vector<ScanPlace> places = scanPlacesOf(choice.places);
  const CacheDirectory& directory = cache->directory();
  std::vector<std::optional<Key>> keys(directory.pieces.size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (stop.stop_requested()) return Error{ErrorCode::Cancelled, "The listing was stopped."};
    keys[i] = estimateKey(cache->notes(directory.pieces[i]));
  }
  std::vector<ListedFile> files;
  files.reserve(directory.files.size());
  for (const CachedFile& file : directory.files) {
    ListedFile& listed = files.emplace_back();
    listed.file = file.file;
    listed.path = pathOfFile(places, file.file);
    listed.fate = file.fate;
    listed.remark = file.text;
    if (file.fate != FileFate::Kept && file.fate != FileFate::Duplicate) continue;
    describe(listed, directory.pieces[file.piece]);
    listed.key = keys[file.piece];
    if (file.fate == FileFate::Duplicate) listed.original = directory.pieces[file.piece].file;
  }
  return files;
}

ListingSummary summaryOf(std::span<const ListedFile> files,
                         std::span<const std::uint64_t> leftOut) {
  ListingSummary summary;
  for (const ListedFile& file : files) {
    if (file.fate == FileFate::Duplicate) ++summary.duplicates;
    if (file.fate == FileFate::Skipped || file.fate == FileFate::Unreadable) ++summary.skipped;
    if (file.fate != FileFate::Kept) continue;
    if (!file.remark.empty()) ++summary.warned;
    if (std::ranges::binary_search(leftOut, file.contentHash)) {
      ++summary.leftOut;
      continue;
    }
    ++summary.pieces;
    summary.notes += file.notes;
    summary.seconds += file.seconds;
    if (file.split == Split::Train) ++summary.train;
    if (file.split == Split::Validation) ++summary.validation;
    if (file.split == Split::Test) ++summary.test;
  }
  return summary;
}

}  // namespace cadenza
