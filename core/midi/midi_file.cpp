// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/midi/midi_file.h"

#include <algorithm>
#include <string>

#include "core/base/gzip.h"
#include "core/base/safe_file.h"
#include "core/midi/midi_reader.h"

namespace cadenza {
namespace {

constexpr std::string_view compressedExtension = ".gz";

std::string extensionOf(const std::filesystem::path& path) {
  std::string extension = path.extension().string();
  std::ranges::transform(extension, extension.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return extension;
}

std::string upperCase(std::string_view text) {
  std::string upper(text);
  std::ranges::transform(upper, upper.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return upper;
}

}  // namespace

bool isMidiName(const std::filesystem::path& path) {
  std::string extension = extensionOf(path);
  if (extension == compressedExtension) extension = extensionOf(path.stem());
  return std::ranges::count(midiExtensions, extension, &MidiExtension::name) > 0;
}

bool isMidiNameToWrite(const std::filesystem::path& path) {
  const std::string extension = extensionOf(path);
  return std::ranges::any_of(midiExtensions, [&](const MidiExtension& known) {
    return known.canBeWritten && known.name == extension;
  });
}

std::string midiNamePatterns() {
  std::string patterns;
  const auto add = [&](const std::string& extension) {
    patterns += patterns.empty() ? "*" : " *";
    patterns += extension;
  };
  for (const auto& [extension, canBeWritten] : midiExtensions) add(std::string(extension));
  for (const auto& [extension, canBeWritten] : midiExtensions) {
    add(std::string(extension) + std::string(compressedExtension));
  }
  for (const auto& [extension, canBeWritten] : midiExtensions) add(upperCase(extension));
  return patterns;
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
