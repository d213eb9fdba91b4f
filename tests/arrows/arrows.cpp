// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/arrows/arrows.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <string_view>

namespace cadenza::test {
namespace {

namespace fs = std::filesystem;

const std::map<std::string, int> floors = {
    {"core/base", 0},    {"core/score", 1},  {"core/encode", 2}, {"core/midi", 2},
    {"core/model", 3},   {"core/corpus", 3}, {"core/play", 3},   {"core/project", 3},
    {"core/compose", 4}, {"core/learn", 5},  {"core/live", 5},   {"ui", 6},
    {"app", 7}};

struct SourceFile {
  std::vector<std::string> ours;    // "core/score/note.h"
  std::vector<std::string> others;  // <vector>
};
using Tree = std::map<std::string, SourceFile>;

std::string roomOf(const std::string& path) {
  const std::size_t first = path.find('/');
  if (!path.starts_with("core/")) return path.substr(0, first);
  return path.substr(0, path.find('/', first + 1));
}

// What stands between the quotes or brackets of an #include line, the opening one included.
std::optional<std::string> included(std::string_view line) {
  const auto skip = [&](std::string_view word) {
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    if (!line.starts_with(word)) return false;
    line.remove_prefix(word.size());
    return true;
  };
  if (!skip("#") || !skip("include") || !skip("")) return std::nullopt;
  const std::size_t end = line.find_first_of(">\"", 1);
  if (line.empty() || end == std::string_view::npos) return std::nullopt;
  return std::string(line.substr(0, end));
}

SourceFile readIncludes(const fs::path& path) {
  SourceFile file;
  std::ifstream stream(path);
  for (std::string line; std::getline(stream, line);) {
    const auto header = included(line);
    if (!header) continue;
    (header->front() == '<' ? file.others : file.ours).push_back(header->substr(1));
  }
  return file;
}

Tree readTree(const fs::path& root) {
  static const std::set<std::string> endings = {".h", ".cpp", ".hpp", ".cc"};
  Tree tree;
  for (const char* top : {"core", "ui", "app"}) {
    if (!fs::exists(root / top)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
      if (!entry.is_regular_file() || !endings.contains(entry.path().extension())) continue;
      tree[fs::relative(entry.path(), root).generic_string()] = readIncludes(entry.path());
    }
  }
  return tree;
}

bool isTorch(std::string_view header) {
  for (const std::string_view folder : {"torch/", "ATen/", "c10/", "caffe2/"}) {
    if (header.starts_with(folder)) return true;
  }
  return false;
}

bool isQt(std::string_view header) {
  const bool capital = header.size() > 1 && header[1] >= 'A' && header[1] <= 'Z';
  return (header.starts_with('Q') && capital) || header.starts_with("Qt") ||
         header == "qcustomplot.h";
}

bool isMidiPort(std::string_view path) {
  return path.starts_with("core/play/midi_") && path.find("port") != std::string_view::npos;
}

// The rule that a library's header breaks in `path`, if any.
std::optional<std::string> rule(const std::string& path, const std::string& header) {
  if (isTorch(header) && roomOf(path) != "core/learn") return "libtorch belongs to core/learn";
  if (header == "fluidsynth.h" && !path.starts_with("core/play/fluid_")) {
    return "FluidSynth belongs to core/play/fluid_*";
  }
  if (header.starts_with("sndfile.h") && !path.starts_with("core/play/audio_file.")) {
    return "libsndfile belongs to core/play/audio_file";
  }
  if (header.ends_with("RtMidi.h") && !isMidiPort(path)) {
    return "RtMidi belongs to core/play/midi_*port*";
  }
  if (header == "zip.h" && !path.starts_with("core/project/zip.") &&
      !path.starts_with("core/corpus/unpack")) {
    return "libzip belongs to core/project/zip and core/corpus/unpack";
  }
  if (header.starts_with("unicode/") && !path.starts_with("core/midi/text_encoding.")) {
    return "ICU belongs to core/midi/text_encoding";
  }
  if (header == "zlib.h" && !path.starts_with("core/base/gzip.")) {
    return "zlib belongs to core/base/gzip";
  }
  if (path.starts_with("core/") && isQt(header)) return "core knows no Qt";
  return std::nullopt;
}

class Inspection {
 public:
  explicit Inspection(Tree tree) : tree_(std::move(tree)) {}

  std::vector<std::string> run() {
    for (const auto& [path, file] : tree_) {
      if (!floors.contains(roomOf(path))) complain(path, "its room has no floor in tests/arrows");
      for (const std::string& header : file.ours) inspectOurs(path, header);
      for (const std::string& header : file.others) {
        if (const auto broken = rule(path, header)) complain(path, header + ": " + *broken);
      }
      if (roomOf(path) != "core/learn") inspectReach(path);
      walk(path, {});
    }
    return complaints_;
  }

 private:
  void complain(const std::string& path, const std::string& what) {
    complaints_.push_back(path + ": " + what);
  }

  void inspectOurs(const std::string& path, const std::string& header) {
    if (header.ends_with(".moc")) return;
    if (const auto broken = rule(path, header)) {
      complain(path, header + ": " + *broken);
    } else if (!tree_.contains(header)) {
      complain(path, header + ": no such file below core, ui or app");
    } else if (!mayUse(roomOf(path), roomOf(header))) {
      complain(path, header + ": " + roomOf(header) + " is not below " + roomOf(path));
    }
  }

  static bool mayUse(const std::string& user, const std::string& used) {
    if (user == used) return true;
    const auto from = floors.find(user);
    const auto to = floors.find(used);
    return from != floors.end() && to != floors.end() && to->second < from->second;
  }

  // Nothing outside learn may come upon libtorch by way of learn's headers.
  void inspectReach(const std::string& path) {
    std::set<std::string> seen;
    std::vector<std::string> next = tree_.at(path).ours;
    while (!next.empty()) {
      const std::string header = next.back();
      next.pop_back();
      const auto found = tree_.find(header);
      if (found == tree_.end() || !seen.insert(header).second) continue;
      const auto& others = found->second.others;
      if (std::any_of(others.begin(), others.end(), isTorch)) {
        complain(path, header + ": brings libtorch out of core/learn");
      }
      next.insert(next.end(), found->second.ours.begin(), found->second.ours.end());
    }
  }

  void walk(const std::string& path, std::vector<std::string> way) {
    const auto begun = std::find(way.begin(), way.end(), path);
    if (begun != way.end()) {
      complain(path, "is in a circle of includes with " + way.back());
      return;
    }
    if (!tree_.contains(path) || !walked_.insert(path).second) return;
    way.push_back(path);
    for (const std::string& header : tree_.at(path).ours) walk(header, way);
  }

  Tree tree_;
  std::set<std::string> walked_;
  std::vector<std::string> complaints_;
};

}  // namespace

std::vector<std::string> brokenArrows(const fs::path& root) {
  return Inspection(readTree(root)).run();
}

}  // namespace cadenza::test
