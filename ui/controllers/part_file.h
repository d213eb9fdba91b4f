// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QCryptographicHash>
#include <QUrl>
#include <cstdint>
#include <filesystem>
#include <span>
#include <stop_token>

#include "core/base/result.h"

namespace cadenza::ui {

/// What has arrived of a file: "NAME.part", and beside it "NAME.part.json", which says where it
/// comes from, so that a later download goes on from there. While it is written it is locked, so
/// that two programs never write the same. One thread at a time.
class PartFile {
 public:
  /// Of the file `path` at `url`; a part of another one is forgotten.
  PartFile(const std::filesystem::path& path, const QUrl& url);
  ~PartFile();
  PartFile(const PartFile&) = delete;
  PartFile& operator=(const PartFile&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  /// Bytes that have arrived.
  [[nodiscard]] std::uint64_t size() const { return size_; }
  /// Bytes in all; 0 while that is not known.
  [[nodiscard]] std::uint64_t total() const { return total_; }
  [[nodiscard]] bool isComplete() const { return complete_; }
  /// The server's mark of the version that the part is of (ETag or Last-Modified); empty where it
  /// gave none, and then nothing can be added to it later.
  [[nodiscard]] const QByteArray& version() const { return version_; }

  /// Goes on behind what is there.
  [[nodiscard]] Result<void> resume(std::uint64_t total);
  /// Begins anew.
  [[nodiscard]] Result<void> restart(std::uint64_t total, const QByteArray& version);
  [[nodiscard]] Result<void> append(std::span<const char> bytes);
  /// Closes the file; it is kept.
  [[nodiscard]] Result<void> close();
  /// Notes that nothing is missing.
  [[nodiscard]] Result<void> complete();
  /// Deletes file and note.
  void remove();

  /// Lower case hex. Fails with Cancelled, or as readFile does.
  [[nodiscard]] Result<QByteArray> checksum(QCryptographicHash::Algorithm algorithm,
                                            const std::stop_token& stop) const;

  /// How much of `path` has arrived, from whatever address; 0 where nothing has.
  [[nodiscard]] static std::uint64_t sizeOf(const std::filesystem::path& path);
  static void removeOf(const std::filesystem::path& path);

 private:
  [[nodiscard]] Result<void> open();
  [[nodiscard]] Result<void> note() const;

  std::filesystem::path path_;
  std::filesystem::path note_;
  QUrl url_;
  QByteArray version_;
  std::uint64_t size_ = 0;
  std::uint64_t total_ = 0;
  bool complete_ = false;
  int file_ = -1;
};

}  // namespace cadenza::ui
