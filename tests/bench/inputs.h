// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace cadenza::bench {

/// What the command line named to measure with; empty where it named nothing.
struct Inputs {
  std::filesystem::path midi;    ///< --midi: a MIDI file, or a folder of them
  std::filesystem::path corpus;  ///< --corpus: a folder of MIDI files
  std::filesystem::path model;   ///< --model: a model file
};

/// The arguments that are ours are taken out of `argc` and `argv`. Fails with a message on stderr
/// and false where one of them has no value.
[[nodiscard]] bool takeInputs(int& argc, char** argv, Inputs& inputs);

// One file each; registers the benchmarks that `inputs` allow.
void addMidiBenchmarks(const Inputs& inputs);
void addCorpusBenchmarks(const Inputs& inputs);
void addAudioBenchmarks(const Inputs& inputs);
void addOnsetBenchmarks();
void addMidiOutBenchmarks();
void addLiveBenchmarks(const Inputs& inputs);
void addClassicBenchmarks();
void addNetworkBenchmarks();
void addTrainingBenchmarks(const Inputs& inputs);

}  // namespace cadenza::bench
