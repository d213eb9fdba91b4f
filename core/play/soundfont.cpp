// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/soundfont.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <set>
#include <system_error>

namespace cadenza {
namespace {

namespace fs = std::filesystem;

bool isFile(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

// None where the system does not tell where the program lies.
fs::path folderBesideTheProgram() {
  std::error_code failed;
  const fs::path program = fs::read_symlink("/proc/self/exe", failed);
  return failed ? fs::path() : program.parent_path().parent_path() / "share/cadenza/soundfonts";
}

// $XDG_DATA_HOME, or what stands for it; none where there is no home.
fs::path userData() {
  const auto variable = [](const char* name) {
    const char* value = std::getenv(name);
    return fs::path(value == nullptr ? "" : value);
  };
  const fs::path data = variable("XDG_DATA_HOME");
  if (data.is_absolute()) return data;
  const fs::path home = variable("HOME");
  return home.empty() ? home : home / ".local/share";
}

bool isNamedLikeASoundfont(const fs::path& path) {
  std::string ending = path.extension().string();
  std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return std::tolower(c); });
  return ending == ".sf2" || ending == ".sf3";
}

// Those of one folder, by name.
std::vector<SoundfontEntry> soundfontsIn(const fs::path& folder) {
  std::vector<SoundfontEntry> found;
  std::error_code failed;
  for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
    if (!isNamedLikeASoundfont(at->path())) continue;
    std::error_code broken;
    const fs::path path = fs::canonical(at->path(), broken);
    if (broken || !isFile(path)) continue;
    const std::uintmax_t bytes = fs::file_size(path, broken);
    if (!broken) found.push_back({path, path.stem().string(), bytes});
  }
  std::ranges::sort(found, {}, &SoundfontEntry::name);
  return found;
}

}  // namespace

std::vector<fs::path> soundfontPlaces() {
  std::vector<fs::path> places;
  if (const fs::path folder = folderBesideTheProgram(); !folder.empty()) {
    places = {folder / "piano.sf3", folder / "piano.sf2"};
  }
  const fs::path system = "/usr/share/sounds";
  for (const char* name : {"sf3/FluidR3Mono_GM.sf3", "sf2/FluidR3_GM.sf2", "sf3/default-GM.sf3",
                           "sf2/default-GM.sf2", "sf3/MuseScore_General.sf3", "sf2/TimGM6mb.sf2"}) {
    places.push_back(system / name);
  }
  return places;
}

Result<fs::path> findSoundfont() {
  if (const char* chosen = std::getenv("CADENZA_SOUNDFONT"); chosen != nullptr && *chosen != 0) {
    if (isFile(chosen)) return fs::path(chosen);
    return Error{ErrorCode::NotFound, "CADENZA_SOUNDFONT names " + std::string(chosen) +
                                          ", which is not a file. Name a .sf2 or .sf3 file."};
  }
  for (const fs::path& place : soundfontPlaces()) {
    if (isFile(place)) return place;
  }
  return Error{ErrorCode::NotFound,
               "No piano sound was found. Install the package fluidr3mono-gm-soundfont, or name a "
               ".sf2 or .sf3 file in CADENZA_SOUNDFONT."};
}

std::vector<fs::path> soundfontFolders() {
  std::vector<fs::path> folders;
  if (const fs::path folder = folderBesideTheProgram(); !folder.empty()) folders.push_back(folder);
  if (const fs::path data = userData(); !data.empty()) {
    for (const char* name : {"soundfonts", "sounds/sf2", "sounds/sf3"}) {
      folders.push_back(data / name);
    }
  }
  for (const char* system : {"/usr/local/share", "/usr/share"}) {
    for (const char* name : {"sounds/sf3", "sounds/sf2", "soundfonts"}) {
      folders.push_back(fs::path(system) / name);
    }
  }
  return folders;
}

std::vector<SoundfontEntry> listSoundfonts() {
  std::vector<SoundfontEntry> all;
  std::set<fs::path> seen;
  for (const fs::path& folder : soundfontFolders()) {
    for (SoundfontEntry& entry : soundfontsIn(folder)) {
      if (seen.insert(entry.path).second) all.push_back(std::move(entry));
    }
  }
  return all;
}

}  // namespace cadenza
