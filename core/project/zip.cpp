// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/zip.h"

#include <zip.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

namespace cadenza {
namespace {

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct Close {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};
struct Release {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using Archive = std::unique_ptr<zip_t, Discard>;
using ZipFile = std::unique_ptr<zip_file_t, Close>;
using Source = std::unique_ptr<zip_source_t, Release>;

// One that libzip fills, kept by us too.
class LastError {
 public:
  LastError() { zip_error_init(&error_); }
  ~LastError() { zip_error_fini(&error_); }
  LastError(const LastError&) = delete;
  LastError& operator=(const LastError&) = delete;

  zip_error_t* get() { return &error_; }
  [[nodiscard]] Error as(ErrorCode code, const std::string& what) {
    if (zip_error_code_zip(&error_) == ZIP_ER_MEMORY) code = ErrorCode::OutOfMemory;
    return {code, what + ": " + zip_error_strerror(&error_) + "."};
  }

 private:
  zip_error_t error_{};
};

Error errorOf(zip_t* archive, ErrorCode code, const std::string& what) {
  return {code, what + ": " + zip_strerror(archive) + "."};
}

// Opens `source`, which it takes part in: the caller's share stays his.
Archive openArchive(zip_source_t* source, int flags, LastError& error) {
  zip_source_keep(source);
  Archive archive(zip_open_from_source(source, flags, error.get()));
  if (!archive) zip_source_free(source);
  return archive;
}

Result<std::vector<std::byte>> contentOf(zip_source_t* source) {
  const Error failure{ErrorCode::InputOutput, "The archive could not be put together."};
  zip_stat_t status;
  zip_stat_init(&status);
  if (zip_source_stat(source, &status) != 0 || !(status.valid & ZIP_STAT_SIZE)) return failure;
  std::vector<std::byte> bytes(status.size);
  if (zip_source_open(source) != 0) return failure;
  const auto got = zip_source_read(source, bytes.data(), bytes.size());
  zip_source_close(source);
  if (got != static_cast<zip_int64_t>(bytes.size())) return failure;
  return bytes;
}

// All of an entry, unless it is broken or longer than `limit`, whatever size it claims.
struct EntryContent {
  std::vector<std::byte> bytes;
  bool whole = false;
  bool tooLong = false;
};

EntryContent readEntry(zip_t* archive, zip_uint64_t index, std::size_t limit) {
  EntryContent content;
  const ZipFile file(zip_fopen_index(archive, index, 0));
  if (!file) return content;
  constexpr std::size_t step = std::size_t{1} << 16;
  for (;;) {
    const std::size_t filled = content.bytes.size();
    content.bytes.resize(filled + std::max(step, filled / 2));
    const zip_int64_t got =
        zip_fread(file.get(), content.bytes.data() + filled, content.bytes.size() - filled);
    content.bytes.resize(filled + static_cast<std::size_t>(std::max<zip_int64_t>(got, 0)));
    if (got < 0) return content;
    if (content.bytes.size() > limit) {
      content.tooLong = true;
      return content;
    }
    if (got == 0) break;
  }
  content.whole = true;
  return content;
}

bool looksLikeZip(std::span<const std::byte> bytes) {
  return bytes.size() >= 4 && bytes[0] == std::byte{'P'} && bytes[1] == std::byte{'K'};
}

}  // namespace

Result<std::vector<std::byte>> packZip(const ZipEntries& entries) {
  LastError error;
  const Source source(zip_source_buffer_create(nullptr, 0, 0, error.get()));
  if (!source) return error.as(ErrorCode::InputOutput, "No archive could be begun");
  Archive archive = openArchive(source.get(), ZIP_TRUNCATE, error);
  if (!archive) return error.as(ErrorCode::InputOutput, "No archive could be begun");
  for (const auto& [name, bytes] : entries) {
    zip_source_t* content = zip_source_buffer(archive.get(), bytes.data(), bytes.size(), 0);
    if (!content || zip_file_add(archive.get(), name.c_str(), content, ZIP_FL_ENC_UTF_8) < 0) {
      zip_source_free(content);
      return errorOf(archive.get(), ErrorCode::InputOutput, name + " could not be packed");
    }
  }
  if (zip_close(archive.get()) != 0) {
    return errorOf(archive.get(), ErrorCode::InputOutput, "The archive could not be written");
  }
  (void)archive.release();
  return contentOf(source.get());
}

Result<Unpacked> unpackZip(std::span<const std::byte> bytes, const ZipLimits& limits) {
  if (!looksLikeZip(bytes)) {
    return Error{ErrorCode::UnsupportedFile, "This is no zip archive."};
  }
  LastError error;
  const Source source(zip_source_buffer_create(bytes.data(), bytes.size(), 0, error.get()));
  if (!source) return error.as(ErrorCode::OutOfMemory, "The archive can't be read");
  const Archive archive = openArchive(source.get(), ZIP_RDONLY, error);
  if (!archive) return error.as(ErrorCode::DamagedFile, "The archive is cut off or broken");

  const auto count =
      static_cast<std::size_t>(std::max<zip_int64_t>(0, zip_get_num_entries(archive.get(), 0)));
  if (count > limits.entries) {
    return Error{ErrorCode::InvalidArgument,
                 "The archive holds more than " + std::to_string(limits.entries) + " files."};
  }
  Unpacked unpacked;
  std::size_t left = limits.bytesInAll;
  for (std::size_t i = 0; i < count; ++i) {
    const char* name = zip_get_name(archive.get(), i, 0);
    if (!name || !*name || std::string_view(name).ends_with('/')) continue;
    EntryContent content = readEntry(archive.get(), i, std::min(left, limits.bytesInEntry));
    if (content.tooLong) {
      return Error{ErrorCode::InvalidArgument,
                   std::string(name) + " in the archive is larger than we unpack."};
    }
    left -= content.bytes.size();
    if (content.whole) {
      unpacked.entries.try_emplace(name, std::move(content.bytes));
    } else {
      unpacked.damaged.emplace_back(name);
    }
  }
  return unpacked;
}

}  // namespace cadenza
