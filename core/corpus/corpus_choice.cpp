// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/corpus/corpus_choice.h"

#include "core/corpus/scan_place.h"

namespace cadenza {

std::string placesText(const CorpusChoice& choice) {
  return textOfPlaces(keyOf(scanPlacesOf(choice.places)));
}

Result<Corpus> openCorpus(const CorpusChoice& choice, const std::filesystem::path& cacheFile) {
  auto corpus = Corpus::open(cacheFile);
  if (!corpus) return corpus.error();
  corpus->leaveOut(choice.leftOut);
  if (corpus->pieces().empty()) {
    return Error{ErrorCode::EmptyCorpus, "Every piece is left out; take some in again."};
  }
  return std::move(*corpus);
}

}  // namespace cadenza
