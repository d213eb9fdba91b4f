// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/output_path.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string_view>

#include "core/midi/midi_file.h"

namespace cadenza::cli {
namespace {

namespace fs = std::filesystem;

struct KindInfo {
  const char* name;
  std::vector<std::string_view> extensions;
};

std::vector<std::string_view> midiExtensionsToWrite() {
  std::vector<std::string_view> extensions;
  for (const MidiExtension& extension : midiExtensions) {
    if (extension.canBeWritten) extensions.push_back(extension.name);
  }
  return extensions;
}

const KindInfo& infoOf(OutputKind kind) {
  static const KindInfo midi{"MIDI file", midiExtensionsToWrite()};
  static const KindInfo model{"model", {".safetensors"}};
  static const KindInfo audio{"audio file", {".wav", ".flac", ".ogg"}};
  static const KindInfo text{"text file",
                             {".json", ".jsonl", ".md", ".markdown", ".txt", ".log", ".html"}};
  switch (kind) {
    case OutputKind::Midi:
      return midi;
    case OutputKind::Model:
      return model;
    case OutputKind::Audio:
      return audio;
    case OutputKind::Text:
      break;
  }
  return text;
}

std::string lowered(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

std::string listOf(const std::vector<std::string_view>& extensions) {
  std::string text;
  for (std::size_t i = 0; i < extensions.size(); ++i) {
    text += i == 0 ? "" : i + 1 == extensions.size() ? " or " : ", ";
    text += extensions[i];
  }
  return text;
}

}  // namespace

bool isStream(const std::string& path) {
  std::error_code unknown;
  const auto type = fs::status(path, unknown).type();
  return path.starts_with("/dev/") || type == fs::file_type::fifo ||
         type == fs::file_type::character || type == fs::file_type::socket;
}

Result<void> checkNoInput(const std::string& path, const std::vector<std::string>& inputs) {
  if (path.empty() || isStream(path)) return {};
  for (const std::string& input : inputs) {
    std::error_code unknown;
    const bool same = !input.empty() && (fs::equivalent(path, input, unknown) || path == input);
    if (!same) continue;
    return Error{ErrorCode::InvalidArgument,
                 path + " is the same file as " + input + ". Choose another file to write."};
  }
  return {};
}

Result<void> checkOutput(const std::string& path, OutputKind kind,
                         const std::vector<std::string>& inputs) {
  if (path.empty() || isStream(path)) return {};
  const KindInfo& info = infoOf(kind);
  const std::string extension = lowered(fs::path(path).extension().string());
  if (extension.size() > 1 && std::ranges::count(info.extensions, extension) == 0) {
    return Error{ErrorCode::InvalidArgument, path + " has the wrong extension (" + info.name +
                                                 "). Use the extension " + listOf(info.extensions) +
                                                 "."};
  }
  return checkNoInput(path, inputs);
}

bool isStandardOutput(const std::string& path) {
  struct stat target {};
  struct stat own {};
  return !path.empty() && ::stat(path.c_str(), &target) == 0 && ::fstat(STDOUT_FILENO, &own) == 0 &&
         target.st_ino == own.st_ino && target.st_dev == own.st_dev && !S_ISDIR(target.st_mode);
}

}  // namespace cadenza::cli
