// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <random>
#include <tuple>
#include <vector>

#include "app/cli/commands.h"
#include "app/cli/drawn_notes.h"
#include "app/cli/number_option.h"
#include "app/cli/output_path.h"
#include "app/cli/span_text.h"
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
  std::string fill;
  std::string vary;
  double strength = 1;
  std::string key;
  std::optional<int> density;
  std::string range;
  std::optional<int> polyphony;
  std::optional<double> longestRest;
  std::string velocity;
  std::string attention;
  int variations = 1;
  std::optional<std::uint64_t> seed;
};

constexpr int defaultBars = 16;
constexpr int sideBySide = 8;  // variations

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

// The music to continue and the properties of its piece.
struct SeedPiece {
  Score score;
  PieceProperties properties;
};

Result<SeedPiece> loadSeed(const ComposeOptions& options, Console& console) {
  if (!options.notes.empty()) return SeedPiece{*scoreFromNames(options.notes), {}};
  if (options.after.empty()) return SeedPiece{};
  auto import = readMidiFile(options.after, console.stopToken());
  if (!import) return import.error();
  for (const std::string& warning : import->warnings) console.say(warning);
  return SeedPiece{std::move(import->score), std::move(import->properties)};
}

ComposeLength lengthOf(const ComposeOptions& options) {
  if (options.seconds) return Seconds{*options.seconds};
  if (options.noteCount) return NoteCount{*options.noteCount};
  return Bars{options.bars.value_or(defaultBars)};
}

std::uint64_t drawSeed() { return std::random_device{}() % 1'000'000; }

Limits limitsOf(const ComposeOptions& options) {
  Limits limits;
  if (!options.key.empty()) limits.key = parseKey(options.key);
  if (const auto range = parsePitchRange(options.range)) {
    std::tie(limits.lowestPitch, limits.highestPitch) = *range;
  }
  if (const auto range = parseVelocityRange(options.velocity)) {
    std::tie(limits.lowestVelocity, limits.highestVelocity) = *range;
  }
  limits.polyphony = options.polyphony.value_or(limits.polyphony);
  limits.longestRest = options.longestRest.value_or(limits.longestRest);
  return limits;
}

// What stands where the new music is to come.
Result<void> choosePlace(const ComposeOptions& options, ComposeRequest& request) {
  const std::string& text = options.fill.empty() ? options.vary : options.fill;
  if (text.empty()) return {};
  const auto span = parseSpan(text);
  if (!span) return Error{ErrorCode::InvalidArgument, text + " is not a range of bars or seconds."};
  const auto range = ticksOf(*span, request.seed);
  if (!range) return range.error();
  request.from = range->begin;
  request.until = range->end;
  if (options.vary.empty()) return {};
  const auto notes = request.seed.notesStartingIn(*range);
  if (notes.empty()) {
    return Error{ErrorCode::InvalidArgument, "There is no note in " + text + " to be varied."};
  }
  request.rethinking = Rethinking{{notes.begin(), notes.end()}, options.strength};
  return {};
}

Result<ComposeRequest> requestOf(const ComposeOptions& options, const Score& seed,
                                 const Recipe& recipe) {
  const UsualSampling usual = usualSampling(recipe);
  ComposeRequest request;
  request.seed = seed;
  request.length = lengthOf(options);
  request.controls.temperature = options.temperature.value_or(usual.temperature);
  request.controls.topP = options.topP.value_or(usual.topP);
  request.controls.density = options.density;
  request.controls.limits = limitsOf(options);
  request.tempoFactor = options.tempoFactor;
  request.randomSeed = options.seed.value_or(drawSeed());
  if (auto chosen = choosePlace(options, request); !chosen) return chosen.error();
  return request;
}

// OUT.mid, OUT-2.mid, OUT-3.mid
std::filesystem::path variationFile(const std::string& out, int variation) {
  std::filesystem::path path = out;
  if (variation == 0) return path;
  const std::string name = path.stem().string() + "-" + std::to_string(variation + 1);
  return path.replace_filename(name + path.extension().string());
}

Result<void> checkOutputs(const ComposeOptions& options) {
  const std::vector<std::string> inputs{options.model, options.after};
  if (options.variations > 1 && isStream(options.out)) {
    return Error{ErrorCode::InvalidArgument,
                 "Several variations can't be written to " + options.out + ". Name a file."};
  }
  for (int i = 0; i < options.variations; ++i) {
    const std::string out = variationFile(options.out, i).string();
    if (auto usable = checkOutput(out, OutputKind::Midi, inputs); !usable) return usable;
  }
  return checkOutput(options.attention, OutputKind::Text,
                     {options.model, options.after, options.out});
}

struct Written {
  std::string text;
  Json json;
};

Result<Written> writeVariation(const std::filesystem::path& path, const SeedPiece& seed,
                               const Composition& composition, std::uint64_t randomSeed) {
  Score score = seed.score;
  score.apply(acceptance(seed.score, composition));
  PieceProperties properties = seed.properties;
  if (properties.title.empty()) properties.title = path.stem().string();
  if (auto written = writeMidiFile(path, score, properties); !written) {
    return written.error();
  }
  const std::size_t notes = composition.material.notes.size();
  const double seconds = score.tempo().secondsAt(composition.range.end) -
                         score.tempo().secondsAt(composition.range.begin);
  return Written{path.string() + ": " + countText(notes, "new note") + ", " + clockText(seconds) +
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
  if (auto usable = checkOutputs(options); !usable) return usable.error();
  console.claimOutput(options.out);
  const auto composer = console.waitFor([&] { return loadComposer(options.model); });
  if (!composer) return composer.error();
  auto seed = console.waitFor([&] { return loadSeed(options, console); });
  if (!seed) return seed.error();
  if (!options.key.empty() && !seed->properties.key) seed->properties.key = parseKey(options.key);

  auto request = requestOf(options, seed->score, (*composer)->recipe());
  if (!request) return request.error();
  Answer answer{{}, {{"model", (*composer)->info().name}, {"files", Json::array()}}};
  int done = 0;
  while (done < options.variations) {
    const int count = std::min(sideBySide, options.variations - done);
    const auto compositions = (*composer)->composeVariations(
        *request, count,
        [&](const ComposeProgress& progress) {
          console.progress((done + progress.fraction * count) / options.variations,
                           variationFile(options.out, done).string());
        },
        console.stopToken());
    if (!compositions) return compositions.error();
    for (const Composition& composition : *compositions) {
      const auto path = variationFile(options.out, done);
      if (composition.stopped) {
        return Error{ErrorCode::Cancelled, "Stopped; " + path.string() + " was not written."};
      }
      if (auto drawn = writeAttention(done == 0 ? options.attention : "", composition); !drawn) {
        return drawn.error();
      }
      const auto written = writeVariation(path, *seed, composition, request->randomSeed++);
      if (!written) return written.error();
      answer.text += written->text;
      answer.json["files"].push_back(written->json);
      ++done;
    }
  }
  answer.json["elapsed_seconds"] =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return answer;
}

// Tells in a sentence what is wrong with an option's value; nothing where it is right.
std::string checkKey(const std::string& text) {
  return parseKey(text) ? "" : text + " is not a key. Give it like \"D minor\" or \"Bb major\"";
}
std::string checkNotes(const std::string& text) {
  return scoreFromNames(text) ? "" : text + " are not notes. Give them like \"C4 E4 G4\"";
}

std::string checkSpan(const std::string& text) {
  if (parseSpan(text)) return "";
  if (hasDecimalComma(text)) return decimalCommaAdvice(text);
  return text + " is not a range. Give bars like 9:12 or seconds like 7.5s:12s";
}
std::string checkPitches(const std::string& text) {
  return parsePitchRange(text) ? "" : text + " is not a range of notes. Give it like C2:C6";
}
std::string checkVelocities(const std::string& text) {
  return parseVelocityRange(text) ? "" : text + " is not a range of velocities. Give it like 40:90";
}

void addSeedOptions(CLI::App& command, ComposeOptions& options) {
  CLI::Option* after = command.add_option("--after", options.after, "Go on from this MIDI file");
  command
      .add_option("--notes", options.notes,
                  "Go on from these notes: \"C4 E4 G4\", chords as C4+E4+G4")
      ->check(checkNotes)
      ->excludes(after);
  CLI::Option* fill = command.add_option(
      "--fill", options.fill,
      "Rewrite this range of --after up to what follows: bars 9:12 or seconds 7.5s:12s");
  fill->check(checkSpan)->needs(after);
  CLI::Option* vary =
      command.add_option("--vary", options.vary, "Rewrite the notes in this range of --after");
  vary->check(checkSpan)->needs(after)->excludes(fill);
  addDecimal(command, "--strength", options.strength,
             "Of --vary: the share of notes that is rewritten, 0.01 to 1 (1)", {0.01, 1})
      ->needs(vary);
}

void addLimitOptions(CLI::App& command, ComposeOptions& options) {
  command.add_option("--key", options.key, "Only notes of this key: \"D minor\"")->check(checkKey);
  addWhole(command, "--density", options.density,
           "How many notes: 0 (sparse) to 7 (dense); for models that have learned it", {0, 7});
  command.add_option("--range", options.range, "Only notes in this range: C2:C6")
      ->check(checkPitches);
  addWhole(command, "--polyphony", options.polyphony, "The most notes that sound together",
           {1, 88});
  addDecimal(command, "--longest-rest", options.longestRest,
             "Seconds that may pass without a sounding note (4)", {0.05, 60});
  command.add_option("--velocity", options.velocity, "Only velocities in this range: 40:90")
      ->check(checkVelocities);
}

void addLengthOptions(CLI::App& command, ComposeOptions& options) {
  CLI::Option* bars = addWhole(command, "--bars", options.bars, "How many bars (16)", {1, 4'000});
  CLI::Option* seconds =
      addDecimal(command, "--seconds", options.seconds, "How many seconds", {0.1, 7'200});
  seconds->excludes(bars);
  addWhole(command, "--note-count", options.noteCount, "How many notes", {1, 50'000})
      ->excludes(bars)
      ->excludes(seconds);
}

void addDrawingOptions(CLI::App& command, ComposeOptions& options) {
  addDecimal(command, "--temperature", options.temperature,
             "0.1 (safe) to 2 (surprising) (1; classic-b 2)", {0.1, 2});
  addDecimal(command, "--top-p", options.topP,
             "Share of probability drawn from, 0.05 to 1 (0.95; classics 1)", {0.05, 1});
  addDecimal(command, "--tempo-factor", options.tempoFactor,
             "How much faster classic-a's frames are written than modelled (1)", {0.1, 10});
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
  addLimitOptions(command, *options);
  addWhole(command, "--variations", options->variations,
           "How many, with consecutive seeds: OUT.mid, OUT-2.mid, ...", {1, 1'000});
  addWhole(command, "--seed", options->seed,
           "A number that gives the same notes again (random, and printed)", {});
}

}  // namespace cadenza::cli
