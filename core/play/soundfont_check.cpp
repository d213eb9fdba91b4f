// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/soundfont_check.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/safe_file.h"

namespace cadenza {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t largest = std::uint64_t{1} << 32;         // what RIFF can count
constexpr std::uint64_t largestTables = std::uint64_t{64} << 20;  // of presets and instruments

using Bytes = std::vector<unsigned char>;

std::uint32_t number(const unsigned char* at, std::size_t bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < bytes; ++i) value |= std::uint32_t{at[i]} << (8 * i);
  return value;
}

// A part of a RIFF file: its content lies at [begin, end).
struct Chunk {
  std::string name;
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
};

// Records of one kind in the list "pdta".
struct Table {
  std::size_t recordBytes = 0;
  Bytes bytes;

  [[nodiscard]] std::size_t count() const { return bytes.size() / recordBytes; }
  [[nodiscard]] std::uint32_t field(std::size_t record, std::size_t offset) const {
    return number(bytes.data() + record * recordBytes + offset, 2);
  }
};

// The records of `from` point at those of `to` by a rising index.
struct Pointer {
  const char* from;
  std::size_t offset;
  const char* to;
};
constexpr std::array<Pointer, 6> pointers{{{"phdr", 24, "pbag"},
                                           {"pbag", 0, "pgen"},
                                           {"pbag", 2, "pmod"},
                                           {"inst", 20, "ibag"},
                                           {"ibag", 0, "igen"},
                                           {"ibag", 2, "imod"}}};

class SoundfontFile {
 public:
  SoundfontFile(const fs::path& path, std::uint64_t bytes)
      : stream_(path, std::ios::binary), bytes_(bytes) {}

  /// What is wrong with it, if anything.
  std::optional<std::string> fault() {
    const auto head = read(0, 12);
    if (!head || !is(*head, 0, "RIFF") || !is(*head, 8, "sfbk")) return "is not a soundfont";
    const std::uint64_t said = std::uint64_t{number(head->data() + 4, 4)} + 8;
    if (said > bytes_) {
      return "is cut off: " + std::to_string(bytes_) + " of " + std::to_string(said) +
             " bytes are there";
    }
    for (const Chunk& list : chunks(12, said)) {
      const auto kind = read(list.begin, 4);
      if (list.name != "LIST" || !kind) continue;
      if (is(*kind, 0, "sdta")) hasSamples_ = true;
      if (is(*kind, 0, "pdta")) tables_ = {list.name, list.begin + 4, list.end};
    }
    if (!hasSamples_ || !tables_) return "is damaged: a part of it is missing";
    return faultOfTables();
  }

 private:
  static bool is(const Bytes& bytes, std::size_t at, std::string_view word) {
    return bytes.size() >= at + word.size() && std::equal(word.begin(), word.end(), &bytes[at]);
  }

  std::optional<Bytes> read(std::uint64_t at, std::size_t count) {
    Bytes bytes(count);
    stream_.clear();
    stream_.seekg(static_cast<std::streamoff>(at));
    stream_.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(count));
    if (static_cast<std::size_t>(stream_.gcount()) != count) return std::nullopt;
    return bytes;
  }

  // The chunks that lie whole between two places.
  std::vector<Chunk> chunks(std::uint64_t begin, std::uint64_t end) {
    constexpr std::size_t mostChunks = 64;
    std::vector<Chunk> found;
    while (begin + 8 <= end && found.size() < mostChunks) {
      const auto head = read(begin, 8);
      if (!head) break;
      const std::uint64_t size = number(head->data() + 4, 4);
      if (size > end - begin - 8) break;
      found.push_back({std::string(head->begin(), head->begin() + 4), begin + 8, begin + 8 + size});
      begin += 8 + size;
      // An odd chunk should be padded; what MuseScore compresses is not.
      const auto pad = size % 2 == 0 ? std::nullopt : read(begin, 1);
      if (pad && pad->front() == 0) ++begin;
    }
    return found;
  }

  std::optional<std::string> faultOfTables() {
    if (tables_->end - tables_->begin > largestTables)
      return "is damaged: its tables are too large";
    std::map<std::string, Table> tables{{"phdr", {38, {}}}, {"pbag", {4, {}}},  {"pmod", {10, {}}},
                                        {"pgen", {4, {}}},  {"inst", {22, {}}}, {"ibag", {4, {}}},
                                        {"imod", {10, {}}}, {"igen", {4, {}}},  {"shdr", {46, {}}}};
    for (const Chunk& chunk : chunks(tables_->begin, tables_->end)) {
      const auto table = tables.find(chunk.name);
      if (table == tables.end()) continue;
      auto bytes = read(chunk.begin, chunk.end - chunk.begin);
      if (!bytes) return "is damaged: it can't be read";
      table->second.bytes = std::move(*bytes);
    }
    for (const auto& [name, table] : tables) {
      if (table.bytes.empty() || table.bytes.size() % table.recordBytes != 0) {
        return "is damaged: its table " + name + " is not whole";
      }
    }
    // The last record of each only ends the list.
    for (const char* name : {"phdr", "inst", "shdr"}) {
      if (tables.at(name).count() < 2) return "holds no sound";
    }
    for (const Pointer& pointer : pointers) {
      if (!risesWithin(tables.at(pointer.from), pointer.offset, tables.at(pointer.to).count())) {
        return std::string("is damaged: its table ") + pointer.from + " points outside " +
               pointer.to;
      }
    }
    return std::nullopt;
  }

  static bool risesWithin(const Table& table, std::size_t offset, std::size_t count) {
    std::uint32_t last = 0;
    for (std::size_t i = 0; i < table.count(); ++i) {
      const std::uint32_t index = table.field(i, offset);
      if (index < last || index >= count) return false;
      last = index;
    }
    return true;
  }

  std::ifstream stream_;
  std::uint64_t bytes_;
  bool hasSamples_ = false;
  std::optional<Chunk> tables_;
};

Error refusal(const fs::path& path, const std::string& why) {
  return Error{ErrorCode::UnsupportedFile,
               path.string() + " " + why + ". Choose another .sf2 or .sf3 file."};
}

}  // namespace

Result<void> checkSoundfont(const fs::path& path) {
  std::error_code failed;
  const fs::file_status status = fs::status(path, failed);
  if (status.type() == fs::file_type::not_found) {
    return Error{ErrorCode::NotFound, "The soundfont " + path.string() + " does not exist."};
  }
  if (fs::is_directory(status)) return refusal(path, "is a folder");
  if (!fs::is_regular_file(status)) return refusal(path, "is not a file");
  const std::uint64_t bytes = fs::file_size(path, failed);
  if (failed) return systemError(failed.value(), "read", path);
  if (bytes == 0) return refusal(path, "is empty");
  if (bytes > largest) return refusal(path, "is larger than a soundfont can be");
  if (!std::ifstream(path)) return systemError(errno, "open", path);
  if (const auto fault = SoundfontFile(path, bytes).fault()) return refusal(path, *fault);
  return {};
}

}  // namespace cadenza
