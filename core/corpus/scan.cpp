// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/corpus/scan.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "core/base/safe_file.h"
#include "core/corpus/cache_reader.h"
#include "core/corpus/cache_writer.h"
#include "core/corpus/corpus_choice.h"
#include "core/corpus/scan_place.h"
#include "core/midi/midi_file.h"
#include "core/midi/midi_reader.h"

namespace cadenza {
namespace {

namespace fs = std::filesystem;

std::string joined(const std::vector<std::string>& sentences) {
  std::string text;
  for (const std::string& sentence : sentences) text += (text.empty() ? "" : " ") + sentence;
  return text;
}

ScanReport reportOf(const CacheDirectory& directory) {
  ScanReport report;
  report.files = directory.files.size();
  report.kept = directory.pieces.size();
  report.officialSplit = directory.officialSplit;
  for (const CachedFile& file : directory.files) {
    switch (file.fate) {
      case FileFate::Kept:
        if (!file.text.empty()) report.warnings.push_back({file.file, file.text});
        break;
      case FileFate::Duplicate:
        report.duplicates.push_back({file.file, directory.pieces[file.piece].file});
        break;
      case FileFate::Skipped:
      case FileFate::Unreadable:
        report.skipped.push_back({file.file, file.text});
        break;
    }
  }
  for (const CachedPiece& piece : directory.pieces) {
    report.notes += piece.notes;
    report.hours += piece.seconds / 3600;
    std::size_t& ofSplit = piece.split == Split::Train        ? report.train
                           : piece.split == Split::Validation ? report.validation
                                                              : report.test;
    ++ofSplit;
  }
  return report;
}

Error emptyCorpus(const CacheDirectory& directory, const std::vector<SkippedFile>& passedOver) {
  const std::string where =
      directory.folder.find('\n') != std::string::npos ? "these places" : directory.folder;
  if (directory.files.empty()) {
    std::string detail = "There are no MIDI files (.mid, .midi, .kar, .rmi) in " + where + ".";
    if (!passedOver.empty()) detail += " " + passedOver[0].file + ": " + passedOver[0].reason;
    return {ErrorCode::EmptyCorpus, detail};
  }
  std::map<std::string, std::size_t> reasons;
  for (const CachedFile& file : directory.files) ++reasons[file.text];
  const auto commonest =
      std::max_element(reasons.begin(), reasons.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  return {ErrorCode::EmptyCorpus, "None of the " + std::to_string(directory.files.size()) +
                                      " MIDI files in " + where +
                                      " can be used. The commonest reason: " + commonest->first};
}

// A file, and which place it is of.
struct PlacedFile {
  FoundFile file;
  std::size_t place = 0;
};

std::vector<PlacedFile> filesOf(const std::vector<PlaceContents>& contents) {
  std::vector<PlacedFile> files;
  for (std::size_t i = 0; i < contents.size(); ++i) {
    for (const FoundFile& file : contents[i].files()) files.push_back({file, i});
  }
  return files;
}

std::uint64_t tableHashOf(const std::vector<PlaceContents>& contents) {
  std::uint64_t hash = 0;
  for (const PlaceContents& each : contents) hash = hash * 0x9E3779B97F4A7C15 + each.tableHash();
  return hash;
}

// One scan: takes what is unchanged from the old cache, reads the rest, writes the new cache.
class Scanner {
 public:
  Scanner(std::vector<ScanPlace> places, const ScanOptions& options, std::optional<CacheReader> old)
      : places_(std::move(places)),
        contents_(readPlaces(places_)),
        options_(options),
        found_(filesOf(contents_)),
        old_(std::move(old)) {
    directory_.folder = keyOf(places_);
    directory_.fewestNotes = options.fewestNotes;
    directory_.validationShare = options.validationShare;
    directory_.tableHash = tableHashOf(contents_);
    directory_.officialSplit = std::ranges::all_of(contents_, &PlaceContents::hasSplits);
    if (!old_ || old_->directory().folder != directory_.folder) return;
    for (const CachedFile& file : old_->directory().files) oldFiles_.emplace(file.file, &file);
  }

  // The old cache's directory where a scan would only write the same again.
  [[nodiscard]] const CacheDirectory* unchanged() const {
    if (!sameRules() || old_->directory().folder != directory_.folder ||
        old_->directory().tableHash != directory_.tableHash || oldFiles_.size() != found_.size()) {
      return nullptr;
    }
    const bool same = std::all_of(found_.begin(), found_.end(), [&](const PlacedFile& found) {
      const CachedFile* old = findOld(found.file);
      return old && old->fate != FileFate::Unreadable;
    });
    return same ? &old_->directory() : nullptr;
  }

  Result<void> scanInto(OutputFile& file, const std::function<void(const ScanProgress&)>& progress,
                        const std::stop_token& stop) {
    auto writer = CacheWriter::create(file);
    if (!writer) return writer.error();
    for (std::size_t i = 0; i < found_.size(); ++i) {
      if (stop.stop_requested()) return Error{ErrorCode::Cancelled, "The scan was stopped."};
      if (progress) progress({i, found_.size(), found_[i].file.file});
      if (auto added = addFile(found_[i], *writer); !added) return added;
    }
    if (directory_.pieces.empty()) return emptyCorpus(directory_, passedOver());
    if (progress) progress({found_.size(), found_.size(), {}});
    return writer->finish(directory_);
  }

  [[nodiscard]] const CacheDirectory& directory() const { return directory_; }
  [[nodiscard]] std::vector<SkippedFile> passedOver() const {
    std::vector<SkippedFile> all;
    for (const PlaceContents& place : contents_) {
      for (const PassedOver& each : place.passedOver()) all.push_back({each.file, each.reason});
    }
    return all;
  }
  [[nodiscard]] std::size_t filesRead() const { return filesRead_; }

 private:
  [[nodiscard]] bool sameRules() const {
    return old_ && old_->directory().fewestNotes == directory_.fewestNotes &&
           old_->directory().validationShare == directory_.validationShare;
  }

  [[nodiscard]] const CachedFile* findOld(const FoundFile& file) const {
    const auto found = oldFiles_.find(file.file);
    if (found == oldFiles_.end()) return nullptr;
    const CachedFile* old = found->second;
    return old->size == file.size && old->changed == file.changed ? old : nullptr;
  }

  Result<void> addFile(const PlacedFile& found, CacheWriter& writer) {
    const FoundFile& file = found.file;
    if (const CachedFile* old = findOld(file)) {
      if (old->fate == FileFate::Skipped && sameRules()) {
        settle(file, FileFate::Skipped, old->text);
        return {};
      }
      if (old->fate == FileFate::Duplicate && pieceByHash_.contains(old->contentHash)) {
        return keep(found, {}, CachedPiece{}, old->contentHash, {}, writer);
      }
      if (old->fate == FileFate::Kept) {
        const CachedPiece& piece = old_->directory().pieces[old->piece];
        return keep(found, old_->block(piece), piece, piece.contentHash, old->text, writer);
      }
    }
    return readAnew(found, writer);
  }

  Result<void> readAnew(const PlacedFile& found, CacheWriter& writer) {
    ++filesRead_;
    const FoundFile& file = found.file;
    const auto bytes = readMidiBytes(pathOfFile({places_[found.place]}, file.file));
    if (!bytes) {
      settle(file, FileFate::Unreadable, bytes.error().detail);
      return {};
    }
    const auto import = readMidi(*bytes);
    if (!import) {
      settle(file, FileFate::Skipped, import.error().detail);
      return {};
    }
    block_.assign(import->score);
    CachedPiece piece;
    piece.ownTitle = import->properties.title;
    piece.seconds = import->score.seconds();
    piece.notes = block_.notes;
    piece.pedal = block_.pedal;
    piece.tempo = block_.tempo;
    piece.meter = block_.meter;
    return keep(found, block_.bytes, std::move(piece), block_.contentHash, joined(import->warnings),
                writer);
  }

  // Settles a file whose notes are known: a duplicate, too short, or a piece of the corpus.
  Result<void> keep(const PlacedFile& found, std::span<const std::byte> block, CachedPiece piece,
                    std::uint64_t contentHash, std::string warnings, CacheWriter& writer) {
    const FoundFile& file = found.file;
    if (const auto twin = pieceByHash_.find(contentHash); twin != pieceByHash_.end()) {
      settle(file, FileFate::Duplicate, {}, twin->second, contentHash);
      return {};
    }
    if (piece.notes < options_.fewestNotes) {
      settle(file, FileFate::Skipped, tooShort(piece.notes));
      return {};
    }
    describe(found, contentHash, piece);
    if (auto written = writer.append(block, piece); !written) return written;
    const auto index = static_cast<std::uint32_t>(directory_.pieces.size());
    pieceByHash_.emplace(contentHash, index);
    settle(file, FileFate::Kept, std::move(warnings), index, contentHash);
    directory_.pieces.push_back(std::move(piece));
    return {};
  }

  [[nodiscard]] std::string tooShort(std::size_t notes) const {
    return "It has " + std::to_string(notes) + (notes == 1 ? " note" : " notes") +
           " for a piano; at least " + std::to_string(options_.fewestNotes) + " are needed.";
  }

  void describe(const PlacedFile& found, std::uint64_t contentHash, CachedPiece& piece) const {
    const PlaceContents& place = contents_[found.place];
    const PieceDetails& details = place.details(found.file.file);
    piece.file = found.file.file;
    piece.contentHash = contentHash;
    piece.composer = details.composer;
    piece.title = details.title.empty() ? piece.ownTitle : details.title;
    const bool heldOut =
        static_cast<double>(contentHash >> 11) * 0x1p-53 < options_.validationShare;
    const Split byHash = heldOut ? Split::Validation : Split::Train;
    piece.split = place.hasSplits() ? details.split.value_or(Split::Train) : byHash;
  }

  void settle(const FoundFile& file, FileFate fate, std::string text, std::uint32_t piece = 0,
              std::uint64_t contentHash = 0) {
    directory_.files.push_back(
        {file.file, file.size, file.changed, fate, piece, contentHash, std::move(text)});
  }

  std::vector<ScanPlace> places_;
  std::vector<PlaceContents> contents_;
  ScanOptions options_;
  std::vector<PlacedFile> found_;
  std::optional<CacheReader> old_;
  std::unordered_map<std::string_view, const CachedFile*> oldFiles_;
  CacheDirectory directory_;
  std::unordered_map<std::uint64_t, std::uint32_t> pieceByHash_;
  PieceBlock block_;
  std::size_t filesRead_ = 0;
};

Result<ScanReport> scanAll(std::vector<ScanPlace> places, const fs::path& cacheFile,
                           const ScanOptions& options,
                           const std::function<void(const ScanProgress&)>& progress,
                           const std::stop_token& stop) {
  const auto start = std::chrono::steady_clock::now();
  std::optional<CacheReader> old;
  if (auto opened = CacheReader::open(cacheFile)) old = std::move(*opened);
  Scanner scanner(std::move(places), options, std::move(old));
  const CacheDirectory* directory = scanner.unchanged();
  if (!directory) {
    const auto written = replaceFile(
        cacheFile, [&](OutputFile& file) { return scanner.scanInto(file, progress, stop); });
    if (!written) return written.error();
    directory = &scanner.directory();
  }
  ScanReport report = reportOf(*directory);
  report.read = scanner.filesRead();
  report.passedOver = scanner.passedOver();
  report.elapsedSeconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return report;
}

}  // namespace

Result<ScanReport> scanFolder(const fs::path& folder, const fs::path& cacheFile,
                              const ScanOptions& options,
                              const std::function<void(const ScanProgress&)>& progress,
                              std::stop_token stop) {
  std::error_code problem;
  const fs::file_status status = fs::status(folder, problem);
  if (status.type() == fs::file_type::not_found) {
    return Error{ErrorCode::NotFound, "There is no folder " + folder.string() + "."};
  }
  if (status.type() != fs::file_type::directory) {
    return Error{ErrorCode::InvalidArgument, folder.string() + " is not a folder."};
  }
  return scanAll({{absoluteFolder(folder), true, {}}}, cacheFile, options, progress, stop);
}

Result<ScanReport> scanPlaces(const CorpusChoice& choice, const fs::path& cacheFile,
                              const std::function<void(const ScanProgress&)>& progress,
                              std::stop_token stop) {
  if (choice.places.empty()) {
    return Error{ErrorCode::EmptyCorpus, "No folder and no file is chosen."};
  }
  for (const fs::path& place : choice.places) {
    std::error_code problem;
    if (!fs::exists(place, problem)) {
      return Error{ErrorCode::NotFound, "There is no " + place.string() + " any more."};
    }
  }
  return scanAll(scanPlacesOf(choice.places), cacheFile,
                 {.validationShare = choice.validationShare}, progress, stop);
}

}  // namespace cadenza
