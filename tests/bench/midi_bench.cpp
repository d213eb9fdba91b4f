// SPDX-License-Identifier: GPL-3.0-or-later
#include <benchmark/benchmark.h>

#include <memory>
#include <stdexcept>
#include <vector>

#include "core/base/safe_file.h"
#include "core/corpus/found_files.h"
#include "core/midi/midi_reader.h"
#include "core/midi/midi_writer.h"
#include "tests/bench/inputs.h"

namespace cadenza::bench {
namespace {

using File = std::vector<std::byte>;

struct Files {
  std::vector<File> files;
  std::size_t bytes = 0;
};

std::shared_ptr<const Files> load(const std::filesystem::path& path) {
  std::vector<std::filesystem::path> paths = {path};
  if (std::filesystem::is_directory(path)) {
    paths.clear();
    for (const FoundFile& found : findMidiFiles(path).files) paths.push_back(path / found.file);
  }
  auto loaded = std::make_shared<Files>();
  for (const auto& each : paths) {
    auto bytes = readFile(each);
    if (!bytes) throw std::runtime_error(bytes.error().detail);
    loaded->bytes += bytes->size();
    loaded->files.push_back(std::move(*bytes));
  }
  return loaded;
}

// P1: MIDI files in memory to scores.
void readAll(benchmark::State& state, const Files& input) {
  std::size_t notes = 0;
  for ([[maybe_unused]] auto round : state) {
    for (const File& file : input.files) {
      const auto import = readMidi(file);
      if (import) notes += import->score.notes().size();
    }
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(input.bytes));
  state.counters["notes"] =
      benchmark::Counter(static_cast<double>(notes), benchmark::Counter::kIsRate);
}

void writeAll(benchmark::State& state, const Files& input) {
  std::vector<Score> scores;
  for (const File& file : input.files) {
    if (auto import = readMidi(file)) scores.push_back(std::move(import->score));
  }
  std::size_t bytes = 0;
  for ([[maybe_unused]] auto round : state) {
    for (const Score& score : scores) bytes += writeMidi(score).size();
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}

}  // namespace

void addMidiBenchmarks(const Inputs& inputs) {
  if (inputs.midi.empty()) return;
  const auto files = load(inputs.midi);
  benchmark::RegisterBenchmark("P1/readMidi", [files](benchmark::State& state) {
    readAll(state, *files);
  })->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("writeMidi", [files](benchmark::State& state) {
    writeAll(state, *files);
  })->Unit(benchmark::kMillisecond);
}

}  // namespace cadenza::bench
