// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/recovery_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <nlohmann/json.hpp>
#include <random>
#include <system_error>
#include <utility>

#include "core/base/safe_file.h"
#include "core/base/temporary_file.h"
#include "core/project/json_members.h"
#include "core/project/project_json.h"

namespace cadenza {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const std::string ending = ".cadenza-recovery";
const std::string infoName = "recovery.json";
const std::string infoFormat = "cadenza-recovery";

std::string freshName() {
  std::random_device entropy;
  std::string name;
  for (int i = 0; i < 32; ++i) name += "0123456789abcdef"[entropy() % 16];
  return name;
}

fs::path lockBeside(fs::path path) { return path.replace_extension(".lock"); }

// Whether the open file still stands at `path`: its owner may have removed it meanwhile.
bool isStillAt(int file, const fs::path& path) {
  struct stat opened {};
  struct stat named {};
  return ::fstat(file, &opened) == 0 && ::stat(path.c_str(), &named) == 0 &&
         opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
}

Result<int> openLocked(const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return systemError(errno, "create", path);
  if (::flock(file, LOCK_EX | LOCK_NB) == 0 && isStillAt(file, path)) return file;
  ::close(file);
  return Error{ErrorCode::DeviceUnavailable, path.string() + " belongs to a running program."};
}

template <class Each>
void forEachFile(const fs::path& folder, Each each) {
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    each(entry->path());
  }
}

std::vector<std::byte> infoText(const RecoveryInfo& info) {
  const std::string text = jsonText({{"format", infoFormat},
                                     {"version", 1},
                                     {"path", info.path},
                                     {"title", info.title},
                                     {"time", info.time}});
  const auto bytes = std::as_bytes(std::span(text));
  return {bytes.begin(), bytes.end()};
}

Result<RecoveryInfo> infoFrom(const ZipEntries& entries, std::vector<std::string>& damage) {
  RecoveryInfo info;
  const auto found = entries.find(infoName);
  auto root = found == entries.end()
                  ? Result<json>(Error{ErrorCode::DamagedFile, infoName + " is missing."})
                  : parseJsonObject(found->second, infoName);
  if (root) {
    if (auto upgraded = upgradeJson(*root, infoFormat, {}); !upgraded) return upgraded.error();
    JsonMembers members(*root, infoName, damage);
    info.path = members.text("path");
    info.title = members.text("title");
    info.time = members.integer("time", 0, std::numeric_limits<std::int64_t>::max());
  } else {
    damage.push_back(root.error().detail);
  }
  return info;
}

Result<Recovered> recoveredFrom(std::span<const std::byte> bytes) {
  auto archive = unpackZip(bytes);
  if (!archive) return archive.error();
  std::vector<std::string> damage;
  auto info = infoFrom(archive->entries, damage);
  if (!info) return info.error();
  auto import = projectFromEntries(*archive);
  if (!import) return import.error();
  import->damage.insert(import->damage.end(), damage.begin(), damage.end());
  if (info->title.empty()) info->title = import->project.properties.title;
  return Recovered{std::move(*info), std::move(*import)};
}

// Locks that nothing was written under.
void removeStaleLocks(const std::vector<fs::path>& locks) {
  for (const fs::path& lock : locks) {
    fs::path file = lock;
    file.replace_extension(ending);
    if (!fs::exists(file)) (void)RecoveryFile::claim(file);  // its end takes the lock along
  }
}

std::int64_t timeOf(const LostPiece& piece) { return piece.work ? piece.work->info.time : 0; }

}  // namespace

RecoveryFile::RecoveryFile(fs::path path, int lock) : path_(std::move(path)), lock_(lock) {}

RecoveryFile::RecoveryFile(RecoveryFile&& other) noexcept
    : path_(std::move(other.path_)), lock_(std::exchange(other.lock_, -1)) {}

RecoveryFile& RecoveryFile::operator=(RecoveryFile&& other) noexcept {
  if (this == &other) return *this;
  letGo();
  path_ = std::move(other.path_);
  lock_ = std::exchange(other.lock_, -1);
  return *this;
}

RecoveryFile::~RecoveryFile() { letGo(); }

void RecoveryFile::letGo() {
  if (lock_ < 0) return;
  std::error_code ignored;
  if (!fs::exists(path_, ignored)) {
    removeStaleTemporaries(path_.parent_path());
    fs::remove(lockBeside(path_), ignored);
  }
  ::close(std::exchange(lock_, -1));
}

Result<RecoveryFile> RecoveryFile::create(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return systemError(error.value(), "create", folder);
  return claim(folder / (freshName() + ending));
}

Result<RecoveryFile> RecoveryFile::claim(const fs::path& path) {
  const auto lock = openLocked(lockBeside(path));
  if (!lock) return lock.error();
  return RecoveryFile(path, *lock);
}

Result<void> RecoveryFile::write(const Project& project, const RecoveryInfo& info) const {
  auto entries = projectEntries(project);
  if (!entries) return entries.error();
  (*entries)[infoName] = infoText(info);
  const auto bytes = packZip(*entries);
  if (!bytes) return bytes.error();
  return writeFile(path_, *bytes);
}

void RecoveryFile::remove() const {
  std::error_code ignored;
  fs::remove(path_, ignored);
}

Result<Recovered> readRecoveryFile(const fs::path& path) {
  const auto bytes = readFile(path, largestProjectFile);
  if (!bytes) return bytes.error();
  auto recovered = recoveredFrom(*bytes);
  if (!recovered) {
    return Error{recovered.error().code, path.string() + ": " + recovered.error().detail};
  }
  return recovered;
}

std::vector<LostPiece> findLostPieces(const fs::path& folder) {
  removeStaleTemporaries(folder);
  std::vector<fs::path> files;
  std::vector<fs::path> locks;
  forEachFile(folder, [&](const fs::path& path) {
    if (path.extension() == ending) files.push_back(path);
    if (path.extension() == ".lock") locks.push_back(path);
  });
  removeStaleLocks(locks);
  std::vector<LostPiece> lost;
  for (const fs::path& path : files) {
    auto file = RecoveryFile::claim(path);
    if (!file) continue;
    lost.push_back({std::move(*file), readRecoveryFile(path)});
  }
  std::stable_sort(lost.begin(), lost.end(),
                   [](const LostPiece& a, const LostPiece& b) { return timeOf(a) > timeOf(b); });
  return lost;
}

}  // namespace cadenza
