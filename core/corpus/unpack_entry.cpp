// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/corpus/unpack_entry.h"

#include <sys/stat.h>
#include <zip.h>

#include <algorithm>
#include <optional>
#include <string_view>

namespace cadenza {
namespace {

// Why an entry may not be called so; nothing for a good name.
std::optional<std::string> faultOfName(std::string_view name) {
  if (name.empty()) return "has no name";
  if (name.find('\\') != std::string_view::npos || name.find('\0') != std::string_view::npos) {
    return "has a name that is not one";
  }
  if (name.front() == '/' || (name.size() > 1 && name[1] == ':')) return "has an absolute path";
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t end = std::min(name.find('/', begin), name.size());
    const std::string_view part = name.substr(begin, end - begin);
    if (part == "..") return "leads out of the folder";
    if (part == "." || (part.empty() && end != name.size())) return "has a name that is not one";
    begin = end + 1;
  }
  return std::nullopt;
}

// The kind of file that an archive made on a Unix says an entry is.
mode_t kindOf(zip_t* archive, zip_uint64_t index) {
  zip_uint8_t system = 0;
  zip_uint32_t attributes = 0;
  if (zip_file_get_external_attributes(archive, index, 0, &system, &attributes) != 0) return 0;
  const bool unix = system == ZIP_OPSYS_UNIX || system == ZIP_OPSYS_OS_X;
  return unix ? static_cast<mode_t>(attributes >> 16) & S_IFMT : 0;
}

}  // namespace

Error refusedEntry(const std::string& name, const std::string& why) {
  return {ErrorCode::InvalidArgument,
          "The archive is not unpacked: its entry \"" + name + "\" " + why + "."};
}

Result<ArchiveEntry> inspectEntry(zip* archive, std::uint64_t index) {
  zip_stat_t status;
  zip_stat_init(&status);
  if (zip_stat_index(archive, index, 0, &status) != 0 || !(status.valid & ZIP_STAT_NAME)) {
    return Error{ErrorCode::DamagedFile, "The archive has an entry that can't be read."};
  }
  ArchiveEntry entry{index, status.name, status.valid & ZIP_STAT_SIZE ? status.size : 0, false};
  if (const auto fault = faultOfName(entry.name)) return refusedEntry(entry.name, *fault);
  if ((status.valid & ZIP_STAT_ENCRYPTION_METHOD) && status.encryption_method != ZIP_EM_NONE) {
    return Error{ErrorCode::UnsupportedFile, "The archive is locked with a password."};
  }
  const mode_t kind = kindOf(archive, index);
  if (kind == S_IFLNK) return refusedEntry(entry.name, "is a link");
  if (kind != 0 && kind != S_IFREG && kind != S_IFDIR) {
    return refusedEntry(entry.name, "is no ordinary file");
  }
  if (entry.name.ends_with('/')) {
    entry.isFolder = true;
    entry.name.pop_back();
  }
  return entry;
}

bool isOfMac(const ArchiveEntry& entry) {
  const std::string_view name = entry.name;
  const std::string_view last = name.substr(name.rfind('/') + 1);
  return name == "__MACOSX" || name.starts_with("__MACOSX/") || last == ".DS_Store" ||
         last.starts_with("._");
}

std::string commonFolder(const std::vector<ArchiveEntry>& entries) {
  std::string folder;
  for (const ArchiveEntry& entry : entries) {
    const std::size_t slash = entry.name.find('/');
    if (slash == std::string::npos && !entry.isFolder) return {};
    const std::string top = entry.name.substr(0, slash) + '/';
    if (!folder.empty() && folder != top) return {};
    folder = top;
  }
  return folder;
}

}  // namespace cadenza
