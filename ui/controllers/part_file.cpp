// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/part_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

#include "core/base/safe_file.h"

namespace cadenza::ui {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t longestNote = 1 << 16;
constexpr qint64 chunk = 1 << 20;

fs::path partOf(const fs::path& path) { return fs::path(path) += ".part"; }
fs::path noteOf(const fs::path& path) { return fs::path(path) += ".part.json"; }

std::uint64_t fileSize(const fs::path& path) {
  std::error_code problem;
  const auto size = fs::file_size(path, problem);
  return problem ? 0 : size;
}

QJsonObject readNote(const fs::path& path) {
  const auto bytes = readFile(path, longestNote);
  if (!bytes) return {};
  const QByteArray text(reinterpret_cast<const char*>(bytes->data()),
                        static_cast<qsizetype>(bytes->size()));
  return QJsonDocument::fromJson(text).object();
}

}  // namespace

PartFile::PartFile(const fs::path& path, const QUrl& url)
    : path_(partOf(path)), note_(noteOf(path)), url_(url) {
  const QJsonObject note = readNote(note_);
  if (note[QStringLiteral("url")].toString() != url.toString()) return;
  size_ = fileSize(path_);
  version_ = note[QStringLiteral("version")].toString().toUtf8();
  total_ = static_cast<std::uint64_t>(note[QStringLiteral("total")].toDouble());
  complete_ = note[QStringLiteral("complete")].toBool() && size_ > 0 && size_ == total_;
}

PartFile::~PartFile() { (void)close(); }

Result<void> PartFile::note() const {
  const QJsonObject note{{QStringLiteral("url"), url_.toString()},
                         {QStringLiteral("version"), QString::fromUtf8(version_)},
                         {QStringLiteral("total"), static_cast<double>(total_)},
                         {QStringLiteral("complete"), complete_}};
  return writeFile(note_, QJsonDocument(note).toJson().toStdString());
}

Result<void> PartFile::open() {
  (void)close();
  std::error_code problem;
  fs::create_directories(path_.parent_path(), problem);
  if (problem) return systemError(problem.value(), "create", path_.parent_path());
  file_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (file_ < 0) return systemError(errno, "create", path_);
  if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
    (void)close();
    return Error{ErrorCode::InputOutput, "Another Cadenza is fetching it already."};
  }
  return {};
}

Result<void> PartFile::resume(std::uint64_t total) {
  total_ = total;
  return open();
}

Result<void> PartFile::restart(std::uint64_t total, const QByteArray& version) {
  total_ = total;
  version_ = version;
  complete_ = false;
  size_ = 0;
  if (auto opened = open(); !opened) return opened;
  if (::ftruncate(file_, 0) != 0) return systemError(errno, "write", path_);
  return note();
}

Result<void> PartFile::append(std::span<const char> bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(file_, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return systemError(errno, "write", path_);
    size_ += static_cast<std::uint64_t>(put);
    bytes = bytes.subspan(static_cast<std::size_t>(put));
  }
  return {};
}

Result<void> PartFile::close() {
  const int file = std::exchange(file_, -1);
  if (file >= 0 && ::close(file) != 0) return systemError(errno, "write", path_);
  return {};
}

Result<void> PartFile::complete() {
  if (auto closed = close(); !closed) return closed;
  total_ = size_;
  complete_ = true;
  return note();
}

void PartFile::remove() {
  (void)close();
  std::error_code ignored;
  fs::remove(path_, ignored);
  fs::remove(note_, ignored);
  size_ = total_ = 0;
  complete_ = false;
}

Result<QByteArray> PartFile::checksum(QCryptographicHash::Algorithm algorithm,
                                      const std::stop_token& stop) const {
  QFile file(QFile::decodeName(path_.c_str()));
  if (!file.open(QIODevice::ReadOnly)) return systemError(EIO, "read", path_);
  QCryptographicHash hash(algorithm);
  while (!file.atEnd()) {
    if (stop.stop_requested()) return Error{ErrorCode::Cancelled, "Stopped."};
    const QByteArray bytes = file.read(chunk);
    if (bytes.isEmpty()) return systemError(EIO, "read", path_);
    hash.addData(bytes);
  }
  return hash.result().toHex();
}

std::uint64_t PartFile::sizeOf(const fs::path& path) { return fileSize(partOf(path)); }

void PartFile::removeOf(const fs::path& path) {
  std::error_code ignored;
  fs::remove(partOf(path), ignored);
  fs::remove(noteOf(path), ignored);
}

}  // namespace cadenza::ui
