// SPDX-License-Identifier: GPL-3.0-or-later
#include <benchmark/benchmark.h>

#include <string>

#include "core/corpus/corpus.h"
#include "core/corpus/scan.h"
#include "tests/bench/inputs.h"
#include "tests/support/temporary_folder.h"

namespace cadenza::bench {
namespace {

namespace fs = std::filesystem;

void report(benchmark::State& state, const ScanReport& scan, const fs::path& cache) {
  state.counters["files"] = static_cast<double>(scan.files);
  state.counters["read"] = static_cast<double>(scan.read);
  state.counters["bytes_a_note"] =
      static_cast<double>(fs::file_size(cache)) / static_cast<double>(scan.notes);
}

// P2: a folder to a new cache; the folder's files are in the system's memory after the first round.
void scanAnew(benchmark::State& state, const fs::path& folder) {
  const test::TemporaryFolder temporary;
  for ([[maybe_unused]] auto round : state) {
    fs::remove(temporary / "cache");
    const auto scan = scanFolder(folder, temporary / "cache");
    if (!scan) return state.SkipWithError(scan.error().detail.c_str());
    report(state, *scan, temporary / "cache");
  }
}

void scanUnchanged(benchmark::State& state, const fs::path& folder) {
  const test::TemporaryFolder temporary;
  (void)scanFolder(folder, temporary / "cache");
  for ([[maybe_unused]] auto round : state) {
    const auto scan = scanFolder(folder, temporary / "cache");
    if (!scan) return state.SkipWithError(scan.error().detail.c_str());
    report(state, *scan, temporary / "cache");
  }
}

void openCache(benchmark::State& state, const fs::path& folder) {
  const test::TemporaryFolder temporary;
  (void)scanFolder(folder, temporary / "cache");
  for ([[maybe_unused]] auto round : state) {
    const auto corpus = Corpus::open(temporary / "cache");
    if (!corpus) return state.SkipWithError(corpus.error().detail.c_str());
    benchmark::DoNotOptimize(corpus->noteCount());
  }
}

}  // namespace

void addCorpusBenchmarks(const Inputs& inputs) {
  if (inputs.corpus.empty()) return;
  const auto add = [&](const char* name, void (*run)(benchmark::State&, const fs::path&)) {
    benchmark::RegisterBenchmark(
        name, [run, folder = inputs.corpus](benchmark::State& state) { run(state, folder); })
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
  };
  add("P2/scanAnew", scanAnew);
  add("P2/scanUnchanged", scanUnchanged);
  add("P2/openCache", openCache);
}

}  // namespace cadenza::bench
