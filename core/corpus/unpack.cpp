// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/corpus/unpack.h"

#include <fcntl.h>
#include <unistd.h>
#include <zip.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <memory>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "core/base/safe_file.h"
#include "core/corpus/unpack_entry.h"

namespace cadenza {
namespace {

namespace fs = std::filesystem;

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseEntry {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using Archive = std::unique_ptr<zip_t, Discard>;
using EntryFile = std::unique_ptr<zip_file_t, CloseEntry>;

Result<Archive> openArchive(const fs::path& path) {
  int code = 0;
  Archive archive(zip_open(path.c_str(), ZIP_RDONLY, &code));
  if (archive) return archive;
  switch (code) {
    case ZIP_ER_NOENT:
      return systemError(ENOENT, "open", path);
    case ZIP_ER_OPEN:
      return systemError(errno, "open", path);
    case ZIP_ER_MEMORY:
      return Error{ErrorCode::OutOfMemory, "Memory ran out."};
    case ZIP_ER_NOZIP:
      return Error{ErrorCode::UnsupportedFile,
                   path.string() + " is no zip archive, or the end of it is missing."};
    default:
      return Error{ErrorCode::DamagedFile, "The archive " + path.string() + " is broken."};
  }
}

class Unpacker {
 public:
  Unpacker(zip_t* archive, fs::path into, const UnpackLimits& limits,
           const std::function<void(const UnpackProgress&)>& progress, std::stop_token stop)
      : archive_(archive),
        into_(std::move(into)),
        limits_(limits),
        report_(progress),
        stop_(std::move(stop)) {}

  // Looks at every entry before anything is written.
  Result<void> inspectAll() {
    const auto count =
        static_cast<std::uint64_t>(std::max<zip_int64_t>(0, zip_get_num_entries(archive_, 0)));
    if (count > limits_.entries) {
      return Error{ErrorCode::InvalidArgument,
                   "The archive is not unpacked: it holds " + std::to_string(count) + " files."};
    }
    for (zip_uint64_t i = 0; i < count; ++i) {
      auto entry = inspectEntry(archive_, i);
      if (!entry) return entry.error();
      if (isOfMac(*entry)) continue;
      if (entry->size > limits_.bytesInEntry) return refusedEntry(entry->name, "is too large");
      progress_.total += entry->size;
      if (progress_.total > limits_.bytesInAll) return tooLarge();
      entries_.push_back(std::move(*entry));
    }
    if (entries_.empty()) return Error{ErrorCode::DamagedFile, "The archive is empty."};
    return {};
  }

  Result<void> unpackAll() {
    const std::string common = commonFolder(entries_);
    for (const ArchiveEntry& entry : entries_) {
      if (stop_.stop_requested()) return cancelled();
      if (entry.name.size() < common.size()) continue;  // the common folder itself
      const fs::path path = into_ / entry.name.substr(common.size());
      if (auto made = makeFolder(entry.isFolder ? path : path.parent_path()); !made) return made;
      if (entry.isFolder) continue;
      progress_.current = entry.name;
      if (auto written = unpack(entry, path); !written) return written;
    }
    if (report_) report_(progress_);
    return {};
  }

  [[nodiscard]] std::uint64_t claimedBytes() const { return progress_.total; }

 private:
  static Error cancelled() { return {ErrorCode::Cancelled, "Unpacking was stopped."}; }
  static Error tooLarge() {
    return {ErrorCode::InvalidArgument,
            "The archive is not unpacked: it would take more room than a collection of MIDI "
            "files does."};
  }
  static Error damaged(const ArchiveEntry& entry) {
    return {ErrorCode::DamagedFile, "The archive is damaged at \"" + entry.name + "\"."};
  }

  static Result<void> makeFolder(const fs::path& path) {
    std::error_code problem;
    fs::create_directories(path, problem);
    if (problem) return systemError(problem.value(), "create", path);
    return {};
  }

  Result<void> unpack(const ArchiveEntry& entry, const fs::path& path) {
    const EntryFile from(zip_fopen_index(archive_, entry.index, 0));
    if (!from) {
      return zip_error_code_zip(zip_get_error(archive_)) == ZIP_ER_COMPNOTSUPP
                 ? Error{ErrorCode::UnsupportedFile,
                         "\"" + entry.name + "\" is packed in a way that is not known here."}
                 : damaged(entry);
    }
    // Never through something that is there already: entries may repeat names.
    const int to = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
    if (to < 0) return errno == EEXIST ? damaged(entry) : systemError(errno, "create", path);
    auto copied = copy(entry, from.get(), to, path);
    if (::close(to) != 0 && copied) return systemError(errno, "write", path);
    return copied;
  }

  Result<void> copy(const ArchiveEntry& entry, zip_file_t* from, int to, const fs::path& path) {
    std::uint64_t size = 0;
    for (;;) {
      if (stop_.stop_requested()) return cancelled();
      const zip_int64_t got = zip_fread(from, buffer_.data(), buffer_.size());
      if (got < 0) return damaged(entry);
      if (got == 0) break;
      size += static_cast<std::uint64_t>(got);
      progress_.done += static_cast<std::uint64_t>(got);
      if (size > limits_.bytesInEntry) return refusedEntry(entry.name, "is too large");
      if (progress_.done > limits_.bytesInAll) return tooLarge();
      if (auto written = write(to, static_cast<std::size_t>(got), path); !written) return written;
      if (report_) report_(progress_);
    }
    return {};
  }

  Result<void> write(int to, std::size_t size, const fs::path& path) {
    for (std::size_t done = 0; done < size;) {
      const ssize_t put = ::write(to, buffer_.data() + done, size - done);
      if (put < 0 && errno == EINTR) continue;
      if (put < 0) return systemError(errno, "write", path);
      done += static_cast<std::size_t>(put);
    }
    return {};
  }

  zip_t* archive_;
  fs::path into_;
  UnpackLimits limits_;
  const std::function<void(const UnpackProgress&)>& report_;
  std::stop_token stop_;
  std::vector<ArchiveEntry> entries_;
  UnpackProgress progress_;
  std::array<std::byte, 1 << 16> buffer_{};
};

// A folder that goes with everything in it unless it was renamed.
class ScratchFolder {
 public:
  explicit ScratchFolder(fs::path path) : path_(std::move(path)) {}
  ~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  [[nodiscard]] const fs::path& path() const { return path_; }

  // Once it is on the disk, so that a crash never leaves a folder of empty files.
  Result<void> becomes(const fs::path& folder) {
    const int self = ::open(path_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (self < 0) return systemError(errno, "open", path_);
    const int synced = ::syncfs(self);
    const int code = errno;
    ::close(self);
    if (synced != 0) return systemError(code, "write", path_);
    if (::rename(path_.c_str(), folder.c_str()) != 0) return systemError(errno, "create", folder);
    return {};
  }

 private:
  fs::path path_;
};

constexpr const char* scratchMark = ".unpacking-";

fs::path scratchBeside(const fs::path& folder) {
  static std::atomic<unsigned> counter{0};
  fs::path scratch = folder;
  scratch += scratchMark + std::to_string(::getpid()) + "-" + std::to_string(counter++);
  return scratch;
}

// What programs left behind that died while they unpacked into `folder`.
void removeDeadScratch(const fs::path& folder) {
  const std::string mark = folder.filename().string() + scratchMark;
  std::vector<fs::path> dead;
  std::error_code problem;
  for (fs::directory_iterator entry(folder.parent_path(), problem), end; !problem && entry != end;
       entry.increment(problem)) {
    const std::string name = entry->path().filename().string();
    if (!name.starts_with(mark)) continue;
    const auto owner = static_cast<pid_t>(std::atol(name.c_str() + mark.size()));
    if (owner > 0 && ::kill(owner, 0) != 0 && errno == ESRCH) dead.push_back(entry->path());
  }
  for (const fs::path& path : dead) fs::remove_all(path, problem);
}

Result<void> hasRoom(const fs::path& folder, std::uint64_t bytes) {
  std::error_code unknown;
  const fs::space_info space = fs::space(folder, unknown);
  if (unknown || space.available >= bytes) return {};
  return Error{ErrorCode::DiskFull, "Unpacking needs " + std::to_string(bytes >> 20) + " MB in " +
                                        folder.string() + "; " +
                                        std::to_string(space.available >> 20) + " MB are free."};
}

}  // namespace

Result<void> unpackArchive(const fs::path& archive, const fs::path& folder,
                           const UnpackLimits& limits,
                           const std::function<void(const UnpackProgress&)>& progress,
                           std::stop_token stop) {
  std::error_code problem;
  if (fs::exists(fs::symlink_status(folder, problem))) {
    return Error{ErrorCode::InvalidArgument, "There is already " + folder.string() + "."};
  }
  removeDeadScratch(folder);
  auto opened = openArchive(archive);
  if (!opened) return opened.error();
  ScratchFolder scratch(scratchBeside(folder));
  Unpacker unpacker(opened->get(), scratch.path(), limits, progress, std::move(stop));
  if (auto inspected = unpacker.inspectAll(); !inspected) return inspected;
  fs::create_directories(scratch.path(), problem);
  if (problem) return systemError(problem.value(), "create", scratch.path());
  if (auto room = hasRoom(scratch.path(), unpacker.claimedBytes()); !room) return room;
  if (auto unpacked = unpacker.unpackAll(); !unpacked) return unpacked;
  return scratch.becomes(folder);
}

}  // namespace cadenza
