// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/soundfont.h"

#include <cstdlib>
#include <string>
#include <system_error>

namespace cadenza {
namespace {

namespace fs = std::filesystem;

bool isFile(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

std::vector<fs::path> fontsBesideTheProgram() {
  std::error_code failed;
  const fs::path program = fs::read_symlink("/proc/self/exe", failed);
  if (failed) return {};
  const fs::path root = program.parent_path().parent_path();
  return {root / "share/cadenza/soundfonts/piano.sf3", root / "share/cadenza/soundfonts/piano.sf2"};
}

}  // namespace

std::vector<fs::path> soundfontPlaces() {
  std::vector<fs::path> places = fontsBesideTheProgram();
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

}  // namespace cadenza
