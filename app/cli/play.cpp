// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/player.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>

#include "app/cli/commands.h"
#include "app/cli/number_option.h"
#include "core/midi/midi_reader.h"
#include "core/play/default_sink.h"
#include "core/play/midi_ports.h"
#include "core/project/project_file.h"

namespace cadenza::cli {
namespace {

using namespace std::chrono_literals;

struct PlayOptions {
  std::string in;
  std::string port;
  std::string soundfont;
  int from = 1;
  double speed = 1;
};

Result<Score> readPiece(const std::string& path, Console& console) {
  if (std::filesystem::path(path).extension() == ".cadenza") {
    auto import = console.waitFor([&] { return readProjectFile(path); });
    if (!import) return import.error();
    for (const std::string& damage : import->damage) console.say(damage);
    return std::move(import->project.score);
  }
  auto import = console.waitFor([&] { return readMidiFile(path, console.stopToken()); });
  if (!import) return import.error();
  for (const std::string& warning : import->warnings) console.say(warning);
  return std::move(import->score);
}

std::string lowered(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

// The whole name, or a part of it that only one port has.
Result<std::string> findPort(const std::string& wanted) {
  const MidiPortLists lists = MidiPorts().list();
  if (!lists.problem.empty()) return Error{ErrorCode::DeviceUnavailable, lists.problem};
  if (std::ranges::count(lists.outputs, wanted) > 0) return wanted;
  std::vector<std::string> alike;
  std::string known;
  for (const std::string& name : lists.outputs) {
    known += "\n  " + name;
    if (lowered(name).find(lowered(wanted)) != std::string::npos) alike.push_back(name);
  }
  if (alike.size() == 1) return alike.front();
  const std::string problem = alike.empty() ? "There is no MIDI port " + wanted
                                            : "Several MIDI ports are called like " + wanted;
  if (known.empty()) return Error{ErrorCode::NotFound, problem + "; there is none at all."};
  return Error{ErrorCode::NotFound, problem + ". To play on there are:" + known};
}

Result<SoundSetup> soundOf(const PlayOptions& options) {
  SoundSetup sound;
  sound.synth.soundfont = options.soundfont;
  if (options.port.empty()) return sound;
  auto port = findPort(options.port);
  if (!port) return port.error();
  sound.output = SoundOutput::MidiPort;
  sound.midi.port = *port;
  return sound;
}

// Lets a little time pass, or less where the user stops it.
class Pause {
 public:
  explicit Pause(std::stop_token stop) : stop_(std::move(stop)) {}
  void take(std::chrono::milliseconds time) {
    std::unique_lock lock(mutex_);
    stopped_.wait_for(lock, stop_, time, [] { return false; });
  }

 private:
  std::stop_token stop_;
  std::mutex mutex_;
  std::condition_variable_any stopped_;
};

// Fails where it stays silent for some seconds.
Result<void> waitForSound(const Player& player, const Console& console) {
  Pause pause(console.stopToken());
  const auto deadline = std::chrono::steady_clock::now() + 3s;
  Player::State state = player.state();
  while (!state.audible && !console.stopToken().stop_requested()) {
    if (state.ready && std::chrono::steady_clock::now() > deadline) {
      return Error{ErrorCode::DeviceUnavailable, "Nothing can be heard: " + state.sink};
    }
    pause.take(20ms);
    state = player.state();
  }
  return {};
}

std::string placeText(const Score& score, Tick tick, const TempoMap& tempo) {
  return "bar " + std::to_string(score.meter().positionAt(tick).bar + 1) + ", " +
         clockText(tempo.secondsAt(tick));
}

// Shows where it is until the piece or the user ends it; answers where that was.
Tick follow(const Player& player, const Score& score, const Schedule& schedule, double speed,
            Console& console) {
  Pause pause(console.stopToken());
  const double whole = schedule.tempo.secondsAt(schedule.end);
  Player::State state = player.state();
  std::string heardOn = state.sink;
  while (state.playing && !console.stopToken().stop_requested()) {
    const double played = schedule.tempo.secondsAt(state.position);
    console.progress(whole > 0 ? played / whole : 1,
                     placeText(score, state.position, schedule.tempo),
                     std::max(0.0, whole - played) / speed);
    pause.take(50ms);
    state = player.state();
    if (state.ready && state.sink != heardOn) console.say(heardOn = state.sink);
  }
  return state.position;
}

Result<Answer> play(const PlayOptions& options, Console& console) {
  const auto score = readPiece(options.in, console);
  if (!score) return score.error();
  const auto schedule = std::make_shared<const Schedule>(makeSchedule(*score));
  const Tick start = score->meter().barStart(options.from - 1);
  if (start >= schedule->end) {
    return Error{ErrorCode::InvalidArgument,
                 "There is nothing to play from bar " + std::to_string(options.from) + " on."};
  }
  const auto sound = soundOf(options);
  if (!sound) return sound.error();
  Player player([sound = *sound] { return makeSink(sound); });
  const auto heard = waitForSound(player, console);
  if (!heard) return heard.error();
  console.say("Playing on " + player.state().sink);
  player.setSchedule(schedule);
  player.setSpeed(options.speed);
  player.seek(start);
  player.play();
  const Tick end = follow(player, *score, *schedule, options.speed, console);
  const bool stopped = console.stopToken().stop_requested();
  const std::string place = placeText(*score, end, schedule->tempo);
  return Answer{
      options.in + ": " + (stopped ? "stopped at " : "played to the end, ") + place + '\n',
      {{"in", options.in},
       {"sink", player.state().sink},
       {"finished", !stopped},
       {"seconds", schedule->tempo.secondsAt(end)}}};
}

}  // namespace

void addPlay(Commands& commands) {
  const auto options = std::make_shared<PlayOptions>();
  CLI::App& command = commands.add("play", "Play a piece; Ctrl+C ends it",
                                   [options](Console& console) { return play(*options, console); });
  command.add_option("FILE", options->in, "A MIDI file or a .cadenza piece")->required();
  auto* port = command.add_option("--port", options->port,
                                  "The MIDI port to play on, or a part of its name (see ports)");
  command.add_option("--soundfont", options->soundfont, "The instrument (sf2 or sf3)")
      ->excludes(port);
  addWhole(command, "--from", options->from, "The bar to begin with (1)", {1, 1'000'000});
  addDecimal(command, "--speed", options->speed, "How fast, 0.25 to 2 (1)", {0.25, 2});
}

}  // namespace cadenza::cli
