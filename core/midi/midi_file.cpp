// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/midi/midi_file.h"

#include <algorithm>
#include <array>
#include <string>

#include "core/base/gzip.h"
#include "core/base/safe_file.h"
#include "core/midi/midi_reader.h"

namespace cadenza {
namespace {

std::string extensionOf(const std::filesystem::path& path) {
  std::string extension = path.extension().string();
  std::ranges::transform(extension, extension.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return extension;
}

}  // namespace

bool isMidiName(const std::filesystem::path& path) {
  static constexpr std::array<std::string_view, 5> known{".mid", ".midi", ".kar", ".smf", ".rmi"};
  const std::string extension = extensionOf(path);
  return std::ranges::count(known, extension == ".gz" ? extensionOf(path.stem()) : extension) > 0;
}

Result<std::vector<std::byte>> readMidiBytes(const std::filesystem::path& path,
                                             const std::stop_token& stop) {
  auto bytes = stop.stop_possible() ? readFile(path, largestMidiFile, stop)
                                    : readFile(path, largestMidiFile);
  if (!bytes || !isGzip(*bytes)) return bytes;
  auto expanded = expandGzip(*bytes, largestMidiFile);
  if (!expanded)
    return Error{expanded.error().code, path.string() + ": " + expanded.error().detail};
  return expanded;
}

}  // namespace cadenza
