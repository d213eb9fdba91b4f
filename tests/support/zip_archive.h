// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/stat.h>
#include <zip.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

namespace cadenza::test {

struct ZipMember {
  std::string name;  ///< a '/' at its end makes a folder
  std::string content;
  mode_t kind = S_IFREG;
};

/// Writes a zip archive with any names and kinds of members, also such as no honest one has.
inline void writeZip(const std::filesystem::path& path, const std::vector<ZipMember>& members) {
  int code = 0;
  zip_t* archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code);
  if (!archive) throw std::runtime_error("no archive");
  for (const ZipMember& member : members) {
    if (member.name.ends_with('/')) {
      zip_dir_add(archive, member.name.c_str(), ZIP_FL_ENC_UTF_8);
      continue;
    }
    zip_source_t* source =
        zip_source_buffer(archive, member.content.data(), member.content.size(), 0);
    const zip_int64_t index = zip_file_add(archive, member.name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) throw std::runtime_error("no member " + member.name);
    zip_file_set_external_attributes(archive, static_cast<zip_uint64_t>(index), 0, ZIP_OPSYS_UNIX,
                                     static_cast<zip_uint32_t>(member.kind | 0644) << 16);
  }
  if (zip_close(archive) != 0) throw std::runtime_error("no archive");
}

[[nodiscard]] inline std::string contentOf(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace cadenza::test
