// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/corpus/cache_directory.h"

#include <cstring>
#include <type_traits>

namespace cadenza {
namespace {

// One description of the fields, used for writing and for reading.
template <class Stream, class Piece>
void transferPiece(Stream& stream, Piece& piece) {
  stream(piece.file, piece.composer, piece.title, piece.ownTitle, piece.split, piece.contentHash,
         piece.seconds, piece.offset, piece.blockHash, piece.notes, piece.pedal, piece.tempo,
         piece.meter);
}

template <class Stream, class File>
void transferFile(Stream& stream, File& file) {
  stream(file.file, file.size, file.changed, file.fate, file.piece, file.contentHash, file.text);
}

template <class Stream, class Directory>
void transferHead(Stream& stream, Directory& directory) {
  stream(directory.folder, directory.fewestNotes, directory.validationShare, directory.tableHash,
         directory.officialSplit);
}

class FieldWriter {
 public:
  template <class... Fields>
  void operator()(const Fields&... fields) {
    (put(fields), ...);
  }
  std::vector<std::byte> take() { return std::move(bytes_); }

 private:
  template <class Field>
  void put(const Field& field) {
    static_assert(std::is_arithmetic_v<Field> || std::is_enum_v<Field>);
    append(&field, sizeof(field));
  }
  void put(const std::string& text) {
    put(static_cast<std::uint32_t>(text.size()));
    append(text.data(), text.size());
  }
  void append(const void* data, std::size_t size) {
    const auto* first = static_cast<const std::byte*>(data);
    bytes_.insert(bytes_.end(), first, first + size);
  }

  std::vector<std::byte> bytes_;
};

class FieldReader {
 public:
  explicit FieldReader(std::span<const std::byte> bytes) : bytes_(bytes) {}

  template <class... Fields>
  void operator()(Fields&... fields) {
    (get(fields), ...);
  }
  [[nodiscard]] bool good() const { return good_; }
  [[nodiscard]] bool atEnd() const { return bytes_.empty(); }

 private:
  template <class Field>
  void get(Field& field) {
    if constexpr (std::is_enum_v<Field>) {
      std::underlying_type_t<Field> value{};
      get(value);
      field = static_cast<Field>(value);
    } else if constexpr (std::is_same_v<Field, bool>) {
      std::uint8_t value = 0;
      get(value);
      field = value != 0;
    } else if (take(sizeof(Field))) {
      std::memcpy(&field, taken_, sizeof(Field));
    }
  }
  void get(std::string& text) {
    std::uint32_t size = 0;
    get(size);
    if (take(size)) text.assign(reinterpret_cast<const char*>(taken_), size);
  }
  bool take(std::size_t size) {
    good_ = good_ && size <= bytes_.size();
    if (!good_) return false;
    taken_ = bytes_.data();
    bytes_ = bytes_.subspan(size);
    return true;
  }

  std::span<const std::byte> bytes_;
  const std::byte* taken_ = nullptr;
  bool good_ = true;
};

bool isConsistent(const CacheDirectory& directory) {
  for (const CachedPiece& piece : directory.pieces) {
    if (piece.split > Split::Test) return false;
  }
  for (const CachedFile& file : directory.files) {
    if (file.fate > FileFate::Unreadable) return false;
    const bool hasPiece = file.fate == FileFate::Kept || file.fate == FileFate::Duplicate;
    if (hasPiece && file.piece >= directory.pieces.size()) return false;
  }
  return true;
}

}  // namespace

std::vector<std::byte> writeDirectory(const CacheDirectory& directory) {
  FieldWriter writer;
  transferHead(writer, directory);
  writer(static_cast<std::uint32_t>(directory.pieces.size()),
         static_cast<std::uint32_t>(directory.files.size()));
  for (const CachedPiece& piece : directory.pieces) transferPiece(writer, piece);
  for (const CachedFile& file : directory.files) transferFile(writer, file);
  return writer.take();
}

std::optional<CacheDirectory> readDirectory(std::span<const std::byte> bytes) {
  FieldReader reader(bytes);
  CacheDirectory directory;
  transferHead(reader, directory);
  std::uint32_t pieces = 0;
  std::uint32_t files = 0;
  reader(pieces, files);
  for (std::uint32_t i = 0; i < pieces && reader.good(); ++i) {
    transferPiece(reader, directory.pieces.emplace_back());
  }
  for (std::uint32_t i = 0; i < files && reader.good(); ++i) {
    transferFile(reader, directory.files.emplace_back());
  }
  if (!reader.good() || !reader.atEnd() || !isConsistent(directory)) return std::nullopt;
  return directory;
}

}  // namespace cadenza
