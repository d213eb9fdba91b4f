// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/project_file.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/support/midi_bytes.h"

namespace cadenza::test {
namespace {

// A first byte of 1 or 2 says that a JSON text or a MIDI file follows, to be packed into a sound
// archive: mutations rarely get past an archive's own checksums.
void run(std::span<const std::byte> input) {
  std::vector<std::byte> packed;
  if (!input.empty() && (input[0] == std::byte{1} || input[0] == std::byte{2})) {
    auto entries = projectEntries({}).value();
    const char* name = input[0] == std::byte{1} ? "project.json" : "score.mid";
    entries[name].assign(input.begin() + 1, input.end());
    packed = packZip(entries).value();
    input = packed;
  }
  const auto read = readProject(input);
  if (!read) return require(!read.error().detail.empty(), "a reason");
  const auto written = writeProject(read->project);
  require(written.hasValue(), "what was read can be written");
  require(readProject(*written).hasValue(), "what is written can be read");
}

Bytes marked(int mark, const std::string& text) {
  Bytes bytes = bytesOf({mark});
  appendText(bytes, text);
  return bytes;
}

std::vector<Bytes> seeds() {
  Project project;
  project.properties.title = "Seed";
  project.score =
      Score({{{0, 960, 60, 80}, {960, 960, 64, 80, true}}, {{0, 127}, {900, 0}}, {}, {}});
  const auto entries = projectEntries(project).value();
  const auto& json = entries.at("project.json");
  Bytes text = bytesOf({1});
  append(text, json);
  Bytes midi = bytesOf({2});
  append(midi, entries.at("score.mid"));
  return {writeProject(project).value(), text, midi,
          marked(1, R"({"format":"cadenza-project","version":1,"takes":[{"id":1}],"x":[[[]]]})")};
}

}  // namespace

const FuzzTarget projectTarget{"project", run, seeds, 300};

}  // namespace cadenza::test
