// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/comparison.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "core/base/number_text.h"

namespace cadenza {
namespace {

// What is kept of a piece.
struct Digest {
  const CorpusPiece* piece = nullptr;
  std::vector<ClipFeatures> clips;
  std::vector<std::uint64_t> phrases;
};
using Digests = std::vector<Digest>;

std::size_t piecesIn(const PieceSelection& selection) {
  const auto& pieces = selection.corpus->pieces();
  return static_cast<std::size_t>(
      std::count_if(pieces.begin(), pieces.end(),
                    [&](const CorpusPiece& piece) { return selection.contains(piece); }));
}

std::string wordsFor(const PieceSelection& selection) {
  const std::string& folder = selection.corpus->folder();
  return (folder.empty() ? "the pieces" : folder) +
         (selection.split ? " (" + std::string(name(*selection.split)) + ")" : "");
}

Error noPieces(const PieceSelection& selection) {
  return {ErrorCode::EmptyCorpus, "There is no piece in " + wordsFor(selection) + "."};
}

Error noClips(const PieceSelection& selection, double clipSeconds) {
  return {ErrorCode::InvalidArgument, "No piece in " + wordsFor(selection) + " lasts " +
                                          numberText(clipSeconds, 0) +
                                          " s, so there is no clip to compare. Shorter clips "
                                          "may help."};
}

// Reads selections piece by piece and tells how far it is.
class Reader {
 public:
  Reader(const ComparisonOptions& options, std::stop_token stop, std::size_t pieces)
      : options_(options), stop_(std::move(stop)), pieces_(pieces) {}

  // Fails where it is stopped.
  Result<Digests> read(const PieceSelection& selection) {
    Digests digests;
    for (const CorpusPiece& piece : selection.corpus->pieces()) {
      if (!selection.contains(piece)) continue;
      if (stop_.stop_requested()) {
        return Error{ErrorCode::Cancelled, "The comparison was stopped."};
      }
      const auto notes = timedNotes(piece.score());
      digests.push_back({&piece, clipFeatures(notes, options_.clipSeconds), phrasesOf(notes)});
      if (options_.progress) {
        options_.progress(static_cast<double>(++done_) / static_cast<double>(pieces_));
      }
    }
    return digests;
  }

 private:
  const ComparisonOptions& options_;
  std::stop_token stop_;
  std::size_t pieces_;
  std::size_t done_ = 0;
};

std::vector<ClipFeatures> clipsIn(const Digests& digests) {
  std::vector<ClipFeatures> clips;
  for (const Digest& digest : digests) {
    clips.insert(clips.end(), digest.clips.begin(), digest.clips.end());
  }
  return clips;
}

SetSize sizeOf(const Digests& digests) {
  SetSize size{digests.size(), 0, 0};
  for (const Digest& digest : digests) {
    size.notes += digest.piece->notes.size();
    size.clips += digest.clips.size();
  }
  return size;
}

PhraseBook bookOf(const Digests& digests) {
  std::size_t count = 0;
  for (const Digest& digest : digests) count += digest.phrases.size();
  std::vector<std::uint64_t> phrases;
  phrases.reserve(count);
  for (const Digest& digest : digests) {
    phrases.insert(phrases.end(), digest.phrases.begin(), digest.phrases.end());
  }
  return PhraseBook(std::move(phrases));
}

Digests heldOut(Digests reference, const Digests& training) {
  std::unordered_set<std::uint64_t> known;
  for (const Digest& digest : training) known.insert(digest.piece->contentHash);
  std::erase_if(reference,
                [&](const Digest& digest) { return known.contains(digest.piece->contentHash); });
  return reference;
}

void countCopies(const Digests& composed, const PhraseBook& book, Comparison& comparison) {
  for (const Digest& digest : composed) {
    const CopyCount count = book.count(digest.phrases);
    comparison.copied += count;
    if (comparison.mostCopied.file.empty() ||
        count.share() > comparison.mostCopied.phrases.share()) {
      comparison.mostCopied = {std::string(digest.piece->file), count};
    }
  }
}

void compareFeatures(const Digests& composed, const Digests& reference, Comparison& comparison) {
  const auto ours = clipsIn(composed), real = clipsIn(reference);
  const Overlaps overlaps = overlapsOf(ours, real);
  for (std::size_t i = 0; i < featureCount; ++i) {
    const auto feature = static_cast<Feature>(i);
    comparison.features[i] = {meanAndSpread(valuesOf(ours, feature)),
                              meanAndSpread(valuesOf(real, feature)),
                              overlaps[i],
                              {}};
  }
  comparison.meanOverlap = mean(overlaps);
}

// What real music that was not learned from reaches.
void measureHeldOut(const Digests& unknown, const Digests& training, const PhraseBook& book,
                    Comparison& comparison) {
  if (unknown.empty()) return;
  comparison.heldOut.emplace();
  for (const Digest& digest : unknown) *comparison.heldOut += book.count(digest.phrases);
  const auto clips = clipsIn(unknown), learned = clipsIn(training);
  if (clips.empty() || learned.empty()) return;
  const Overlaps overlaps = expectedOverlaps(clips, learned, comparison.composed.clips);
  for (std::size_t i = 0; i < featureCount; ++i) comparison.features[i].realOverlap = overlaps[i];
  comparison.meanRealOverlap = mean(overlaps);
}

}  // namespace

Result<Comparison> compareMusic(const PieceSelection& composed, const PieceSelection& reference,
                                const PieceSelection& training, const ComparisonOptions& options,
                                std::stop_token stop) {
  std::size_t pieces = 0;
  for (const PieceSelection* selection : {&composed, &reference, &training}) {
    const std::size_t count = piecesIn(*selection);
    if (count == 0) return noPieces(*selection);
    pieces += count;
  }
  Reader reader(options, std::move(stop), pieces);
  const auto ours = reader.read(composed);
  if (!ours) return ours.error();
  auto real = reader.read(reference);
  if (!real) return real.error();
  const auto learned = reader.read(training);
  if (!learned) return learned.error();

  Comparison comparison{sizeOf(*ours), sizeOf(*real), sizeOf(*learned), {}, 0, {}, {}, {}, {}};
  if (comparison.composed.clips == 0) return noClips(composed, options.clipSeconds);
  if (comparison.reference.clips == 0) return noClips(reference, options.clipSeconds);
  compareFeatures(*ours, *real, comparison);
  const PhraseBook book = bookOf(*learned);
  countCopies(*ours, book, comparison);
  measureHeldOut(heldOut(std::move(*real), *learned), *learned, book, comparison);
  return comparison;
}

}  // namespace cadenza
