// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/cli/commands.h"
#include "app/cli/number_option.h"
#include "app/cli/output_path.h"
#include "core/midi/midi_reader.h"
#include "core/play/audio_export.h"

namespace cadenza::cli {
namespace {

struct RenderOptions {
  std::string in;
  std::string out;
  std::string format;
  AudioExportOptions audio;
};

std::string decibels(double amplitude) {
  return amplitude > 0 ? numberText(20 * std::log10(amplitude), 1) + " dB" : "silence";
}

// An extension that the user overrides with --format may be any but that of another format.
Result<void> checkOut(const RenderOptions& options) {
  const std::filesystem::path out = options.out;
  const auto asked = audioFormatOf(options.format);
  const auto named = audioFormatOf(out);
  if (!asked) return checkOutput(options.out, OutputKind::Audio, {options.in});
  if (named && std::string(infoOf(*asked).ending) != infoOf(*named).ending) {
    return Error{ErrorCode::InvalidArgument,
                 options.out + " is not the name of a file of the format " + options.format +
                     ". Use the extension " + infoOf(*asked).ending + "."};
  }
  return checkNoInput(options.out, {options.in});
}

Result<Answer> render(const RenderOptions& options, Console& console) {
  if (auto usable = checkOut(options); !usable) return usable.error();
  console.claimOutput(options.out);
  const auto import =
      console.waitFor([&] { return readMidiFile(options.in, console.stopToken()); });
  if (!import) return import.error();
  for (const std::string& warning : import->warnings) console.say(warning);
  AudioExportOptions audio = options.audio;
  if (!options.format.empty()) audio.format = audioFormatOf(options.format);
  const auto rendered = exportAudio(
      import->score, options.out, audio,
      [&](double fraction) { console.progress(fraction, options.out); }, console.stopToken());
  if (!rendered) return rendered.error();
  std::string text = options.out + ": " + clockText(rendered->seconds) + ", peak " +
                     decibels(rendered->peak) + ", RMS " + decibels(rendered->rms) + "\n";
  if (rendered->clippedSamples > 0) {
    text += countText(rendered->clippedSamples, "sample") + " clipped\n";
  }
  return Answer{std::move(text),
                {{"out", options.out},
                 {"seconds", rendered->seconds},
                 {"peak", rendered->peak},
                 {"rms", rendered->rms},
                 {"bytes", rendered->bytes},
                 {"clipped_samples", rendered->clippedSamples}}};
}

}  // namespace

void addRender(Commands& commands) {
  const auto options = std::make_shared<RenderOptions>();
  CLI::App& command =
      commands.add("render", "Play a MIDI file into an audio file",
                   [options](Console& console) { return render(*options, console); });
  std::vector<std::string> formats{"wav", "flac"};
  for (const AudioFormatInfo& info : audioFormats()) formats.emplace_back(info.id);
  AudioExportOptions& audio = options->audio;
  command.add_option("IN", options->in, "A MIDI file")->required();
  command.add_option("OUT", options->out, "The file to write: .wav, .flac or .ogg")->required();
  command.add_option("--format", options->format, "In place of what the ending says")
      ->check(CLI::IsMember(formats));
  addWhole(command, "--rate", audio.sound.sampleRate, "Samples a second (44100)", {8'000, 96'000});
  command.add_flag("--normalise,--normalize", audio.normalise,
                   "Bring the loudest place to -1 dB of full scale");
  addDecimal(command, "--gain", audio.sound.gain,
             "Of the synthesizer, 0 to 10 (" + numberText(audio.sound.gain, 1) + ")", {0, 10});
  addDecimal(command, "--reverb", audio.sound.reverb,
             "0 (none) to 1; FluidSynth's own is 0.5 (" + numberText(audio.sound.reverb, 1) + ")",
             {0, 1});
  addDecimal(command, "--quality", audio.oggQuality,
             "Of Ogg, 0 to 1 (" + numberText(audio.oggQuality, 1) + ")", {0, 1});
  command.add_option("--soundfont", audio.sound.soundfont, "The instrument (sf2 or sf3)");
}

}  // namespace cadenza::cli
