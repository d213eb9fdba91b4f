// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace cadenza::test {

/// What is fed with bytes that nobody vouches for. It must end without a fault whatever they are.
struct FuzzTarget {
  const char* name;
  void (*run)(std::span<const std::byte> input);
  /// Inputs to begin from: small, sound and damaged ones.
  std::vector<std::vector<std::byte>> (*seeds)();
  int mutations;  ///< that the replay test makes; fewer where one costs more
};

extern const FuzzTarget midiTarget;     ///< reading, surveying and writing again a MIDI file
extern const FuzzTarget projectTarget;  ///< a project: zip, JSON and the MIDI files in it
extern const FuzzTarget modelTarget;    ///< a model file; where it loads, a step of composing
extern const FuzzTarget tableTarget;    ///< csv files of a corpus
#ifdef CADENZA_FUZZ_LIVE
extern const FuzzTarget liveTarget;  ///< what a MIDI port brings, up to answers and recordings
#endif

[[nodiscard]] std::vector<FuzzTarget> fuzzTargets();

/// Ends the program, in every kind of build: a property of a target does not hold.
void require(bool holds, const char* what);

}  // namespace cadenza::test
