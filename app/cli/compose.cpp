// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <random>
#include <vector>

#include "app/cli/commands.h"
#include "app/cli/drawn_notes.h"
#include "app/resources.h"
#include "core/base/safe_file.h"
#include "core/compose/composer.h"
#include "core/midi/midi_reader.h"
#include "core/midi/midi_writer.h"

namespace cadenza::cli {
namespace {

struct ComposeOptions {
  std::string model;
  std::string out;
  std::string after;
  std::string notes;
  std::optional<int> bars;
  std::optional<double> seconds;
  std::optional<int> noteCount;
  std::optional<double> temperature;
  std::optional<double> topP;
  double tempoFactor = 1;
  std::string key;
  std::string attention;
  int variations = 1;
  std::optional<std::uint64_t> seed;
};

constexpr int defaultBars = 16;

Result<std::shared_ptr<const Composer>> loadComposer(const std::string& model) {
  std::filesystem::path path = model;
  if (model.empty()) {
    auto starter = findResource(starterModel);
    if (!starter) return starter.error();
    path = std::move(*starter);
  }
  auto checkpoint = loadCheckpoint(path);
  if (!checkpoint) return checkpoint.error();
  return Composer::create(std::move(*checkpoint));
}

Result<Score> loadSeed(const ComposeOptions& options, Console& console) {
  if (!options.notes.empty()) return *scoreFromNames(options.notes);
  if (options.after.empty()) return Score();
  auto import = readMidiFile(options.after);
  if (!import) return import.error();
  for (const std::string& warning : import->warnings) console.say(warning);
  return std::move(import->score);
}

ComposeLength lengthOf(const ComposeOptions& options) {
  if (options.seconds) return Seconds{*options.seconds};
  if (options.noteCount) return NoteCount{*options.noteCount};
  return Bars{options.bars.value_or(defaultBars)};
}

std::uint64_t drawSeed() { return std::random_device{}() % 1'000'000; }

ComposeRequest requestOf(const ComposeOptions& options, const Score& seed, const Recipe& recipe) {
  const UsualSampling usual = usualSampling(recipe);
  ComposeRequest request;
  request.seed = seed;
  request.length = lengthOf(options);
  request.controls.temperature = options.temperature.value_or(usual.temperature);
  request.controls.topP = options.topP.value_or(usual.topP);
  request.tempoFactor = options.tempoFactor;
  if (!options.key.empty()) request.controls.limits.key = parseKey(options.key);
  request.randomSeed = options.seed.value_or(drawSeed());
  return request;
}

// OUT.mid, OUT-2.mid, OUT-3.mid
std::filesystem::path variationFile(const std::string& out, int variation) {
  std::filesystem::path path = out;
  if (variation == 0) return path;
  const std::string name = path.stem().string() + "-" + std::to_string(variation + 1);
  return path.replace_filename(name + path.extension().string());
}

Score joined(const Score& seed, const ScoreItems& material) {
  ScoreItems items = seed.items();
  items.notes.insert(items.notes.end(), material.notes.begin(), material.notes.end());
  items.pedal.insert(items.pedal.end(), material.pedal.begin(), material.pedal.end());
  return Score(std::move(items));
}

struct Written {
  std::string text;
  Json json;
};

Result<Written> writeVariation(const std::filesystem::path& path, const Score& seed,
                               const Composition& composition, std::uint64_t randomSeed) {
  const Score score = joined(seed, composition.material);
  if (auto written = writeMidiFile(path, score, path.stem().string()); !written) {
    return written.error();
  }
  const std::size_t notes = composition.material.notes.size();
  const double seconds = score.tempo().secondsAt(composition.range.end) -
                         score.tempo().secondsAt(composition.range.begin);
  return Written{path.string() + ": " + countText(notes) + " new notes, " + clockText(seconds) +
                     ", seed " + std::to_string(randomSeed) + "\n",
                 {{"out", path.string()},
                  {"notes", notes},
                  {"seconds", seconds},
                  {"from_tick", composition.range.begin},
                  {"to_tick", composition.range.end},
                  {"seed", randomSeed}}};
}

// {"frames": ["60,64", ...], "maps": [[[row], ...], [[row], ...]]}
Result<void> writeAttention(const std::string& path, const Composition& composition) {
  if (path.empty()) return {};
  if (!composition.attention) {
    return Error{ErrorCode::InvalidArgument, "Only Classic A has attention maps to be written."};
  }
  const AttentionMaps& maps = *composition.attention;
  const auto frames = static_cast<std::ptrdiff_t>(maps.frames.size());
  Json json = {{"frames", maps.frames}, {"maps", Json::array()}};
  for (const std::vector<float>& shares : maps.shares) {
    Json rows = Json::array();
    for (auto row = shares.begin(); row != shares.end(); row += frames) {
      rows.push_back(std::vector<float>(row, row + frames));
    }
    json["maps"].push_back(rows);
  }
  return writeFile(path, json.dump() + "\n");
}

Result<Answer> compose(const ComposeOptions& options, Console& console) {
  const auto start = std::chrono::steady_clock::now();
  const auto composer = loadComposer(options.model);
  if (!composer) return composer.error();
  const auto seed = loadSeed(options, console);
  if (!seed) return seed.error();

  ComposeRequest request = requestOf(options, *seed, (*composer)->recipe());
  Answer answer{{}, {{"model", (*composer)->info().name}, {"files", Json::array()}}};
  for (int variation = 0; variation < options.variations; ++variation, ++request.randomSeed) {
    const auto path = variationFile(options.out, variation);
    const auto composition = (*composer)->compose(
        request,
        [&](const ComposeProgress& progress) {
          console.progress((variation + progress.fraction) / options.variations, path.string());
        },
        console.stopToken());
    if (!composition) return composition.error();
    if (composition->stopped) {
      return Error{ErrorCode::Cancelled, "Stopped; " + path.string() + " was not written."};
    }
    if (variation == 0) {
      if (auto drawn = writeAttention(options.attention, *composition); !drawn) {
        return drawn.error();
      }
    }
    const auto written = writeVariation(path, *seed, *composition, request.randomSeed);
    if (!written) return written.error();
    answer.text += written->text;
    answer.json["files"].push_back(written->json);
  }
  answer.json["elapsed_seconds"] =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return answer;
}

// Tells in a sentence what is wrong with an option's value; nothing where it is right.
std::string checkKey(const std::string& text) {
  return parseKey(text) ? "" : text + " is no key; say it like \"D minor\" or \"Bb major\"";
}
std::string checkNotes(const std::string& text) {
  return scoreFromNames(text) ? "" : text + " are no notes; say them like \"C4 E4 G4\"";
}

void addSeedOptions(CLI::App& command, ComposeOptions& options) {
  CLI::Option* after = command.add_option("--after", options.after, "Go on from this MIDI file");
  command
      .add_option("--notes", options.notes,
                  "Go on from these notes: \"C4 E4 G4\", chords as C4+E4+G4")
      ->check(checkNotes)
      ->excludes(after);
}

void addLengthOptions(CLI::App& command, ComposeOptions& options) {
  CLI::Option* bars = command.add_option("--bars", options.bars, "How many bars (16)");
  bars->check(CLI::Range(1, 4'000));
  CLI::Option* seconds = command.add_option("--seconds", options.seconds, "How many seconds");
  seconds->check(CLI::Range(0.1, 7'200.0))->excludes(bars);
  command.add_option("--note-count", options.noteCount, "How many notes")
      ->check(CLI::Range(1, 50'000))
      ->excludes(bars)
      ->excludes(seconds);
}

void addDrawingOptions(CLI::App& command, ComposeOptions& options) {
  command
      .add_option("--temperature", options.temperature,
                  "0.1 (safe) to 2 (surprising) (1; classic-b 2)")
      ->check(CLI::Range(0.1, 2.0));
  command
      .add_option("--top-p", options.topP,
                  "Share of probability drawn from, 0.05 to 1 (0.95; classics 1)")
      ->check(CLI::Range(0.05, 1.0));
  command
      .add_option("--tempo-factor", options.tempoFactor,
                  "How much faster classic-a's frames are written than heard (1)")
      ->check(CLI::Range(0.1, 10.0));
  command.add_option("--attention", options.attention,
                     "Write what classic-a looked at for its last frame to this JSON file");
}

}  // namespace

void addCompose(Commands& commands) {
  const auto options = std::make_shared<ComposeOptions>();
  CLI::App& command =
      commands.add("compose", "Let a model compose, from nothing or on from a beginning",
                   [options](Console& console) { return compose(*options, console); });
  command.add_option("MODEL", options->model, "A model file (the one that comes with Cadenza)");
  command.add_option("--out", options->out, "The MIDI file to write")->required();
  addSeedOptions(command, *options);
  addLengthOptions(command, *options);
  addDrawingOptions(command, *options);
  command.add_option("--key", options->key, "Only notes of this key: \"D minor\"")->check(checkKey);
  command
      .add_option("--variations", options->variations,
                  "How many, with following seeds: OUT.mid, OUT-2.mid, ...")
      ->check(CLI::Range(1, 1'000));
  command.add_option("--seed", options->seed,
                     "A number that gives the same notes again (drawn and told)");
}

}  // namespace cadenza::cli
