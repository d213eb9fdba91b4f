// SPDX-License-Identifier: GPL-3.0-or-later
#include <benchmark/benchmark.h>

#include <exception>
#include <iostream>

#include "tests/bench/inputs.h"

int main(int argc, char** argv) {
  using namespace cadenza::bench;
  try {
    Inputs inputs;
    if (!takeInputs(argc, argv, inputs)) return 2;
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
    addMidiBenchmarks(inputs);
    addCorpusBenchmarks(inputs);
#ifdef CADENZA_BENCH_LEARNS
    addClassicBenchmarks();
    addNetworkBenchmarks();
#endif
#ifdef CADENZA_BENCH_PLAYS
    addAudioBenchmarks(inputs);
    addOnsetBenchmarks();
    addMidiOutBenchmarks();
    addLiveBenchmarks(inputs);
#endif
#ifdef CADENZA_BENCH_SHOWS
    addTrainingBenchmarks(inputs);
#endif
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
  } catch (const std::exception& problem) {
    std::cerr << problem.what() << '\n';
    return 1;
  }
}
