// SPDX-License-Identifier: GPL-3.0-or-later
#include <benchmark/benchmark.h>

#include <memory>
#include <stdexcept>
#include <string>

#include "core/corpus/found_files.h"
#include "core/midi/midi_reader.h"
#include "core/play/audio_export.h"
#include "core/play/soundfont.h"
#include "tests/bench/inputs.h"
#include "tests/support/child_process.h"
#include "tests/support/temporary_folder.h"

namespace cadenza::bench {
namespace {

struct Piece {
  std::filesystem::path file;
  Score score;
};

std::shared_ptr<const Piece> firstPiece(const std::filesystem::path& path) {
  auto piece = std::make_shared<Piece>();
  piece->file = path;
  if (std::filesystem::is_directory(path)) {
    const auto found = findMidiFiles(path).files;
    if (found.empty()) throw std::runtime_error("There is no MIDI file in " + path.string());
    piece->file = path / found.front().file;
  }
  auto import = readMidiFile(piece->file);
  if (!import) throw std::runtime_error(import.error().detail);
  piece->score = std::move(import->score);
  return piece;
}

void countSeconds(benchmark::State& state, double seconds) {
  state.counters["times_real_time"] = benchmark::Counter(
      seconds * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

// P8: a score to a WAV file.
void exportPiece(benchmark::State& state, const Piece& piece) {
  const test::TemporaryFolder folder;
  double seconds = 0;
  for ([[maybe_unused]] auto round : state) {
    const auto rendered = exportAudio(piece.score, folder / "ours.wav");
    if (!rendered) return state.SkipWithError(rendered.error().detail.c_str());
    seconds = rendered->seconds;
  }
  countSeconds(state, seconds);
}

// Its peer: the fluidsynth program with the same font and settings.
void exportByFluidSynth(benchmark::State& state, const Piece& piece) {
  const auto font = findSoundfont();
  if (!font) return state.SkipWithError(font.error().detail.c_str());
  const test::TemporaryFolder folder;
  for ([[maybe_unused]] auto round : state) {
    test::ChildProcess program({"fluidsynth", "-ni", "-q", "-g", "1.0", "-C", "0", "-r", "44100",
                                "-o", "synth.lock-memory=0", "-o", "synth.dynamic-sample-loading=1",
                                "-F", (folder / "theirs.wav").string(), font->string(),
                                piece.file.string()});
    if (program.wait() != 0) return state.SkipWithError("the fluidsynth program does not run here");
  }
  countSeconds(state, piece.score.seconds());
}

}  // namespace

void addAudioBenchmarks(const Inputs& inputs) {
  if (inputs.midi.empty()) return;
  const auto piece = firstPiece(inputs.midi);
  benchmark::RegisterBenchmark("P8/export",
                               [piece](benchmark::State& state) { exportPiece(state, *piece); })
      ->UseRealTime()
      ->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark(
      "P8/fluidsynth", [piece](benchmark::State& state) { exportByFluidSynth(state, *piece); })
      ->UseRealTime()
      ->Unit(benchmark::kMillisecond);
}

}  // namespace cadenza::bench
