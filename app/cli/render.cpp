// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <memory>

#include "app/cli/commands.h"
#include "core/midi/midi_reader.h"
#include "core/play/audio_export.h"

namespace cadenza::cli {
namespace {

struct RenderOptions {
  std::string in;
  std::string out;
  std::string soundfont;
};

std::string decibels(double amplitude) {
  return amplitude > 0 ? numberText(20 * std::log10(amplitude), 1) + " dB" : "silence";
}

Result<Answer> render(const RenderOptions& options, Console& console) {
  const auto import = readMidiFile(options.in);
  if (!import) return import.error();
  for (const std::string& warning : import->warnings) console.say(warning);
  AudioExportOptions audio;
  audio.soundfont = options.soundfont;
  const auto rendered = exportWav(
      import->score, options.out, audio,
      [&](double fraction) { console.progress(fraction, options.out); }, console.stopToken());
  if (!rendered) return rendered.error();
  std::string text = options.out + ": " + clockText(rendered->seconds) + ", peak " +
                     decibels(rendered->peak) + ", RMS " + decibels(rendered->rms) + "\n";
  if (rendered->clippedSamples > 0) {
    text += countText(rendered->clippedSamples) + " samples clipped\n";
  }
  return Answer{std::move(text),
                {{"out", options.out},
                 {"seconds", rendered->seconds},
                 {"peak", rendered->peak},
                 {"rms", rendered->rms},
                 {"clipped_samples", rendered->clippedSamples}}};
}

}  // namespace

void addRender(Commands& commands) {
  const auto options = std::make_shared<RenderOptions>();
  CLI::App& command =
      commands.add("render", "Play a MIDI file into a WAV file",
                   [options](Console& console) { return render(*options, console); });
  command.add_option("IN", options->in, "A MIDI file")->required();
  command.add_option("OUT", options->out, "The WAV file to write")->required();
  command.add_option("--soundfont", options->soundfont, "The instrument (sf2 or sf3)");
}

}  // namespace cadenza::cli
