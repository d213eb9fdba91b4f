// SPDX-License-Identifier: GPL-3.0-or-later
#include <benchmark/benchmark.h>
#include <pthread.h>
#include <sched.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "core/play/midi_port_sink.h"
#include "core/play/midi_port_wire.h"
#include "tests/bench/inputs.h"
#include "tests/support/child_process.h"
#include "tests/support/comes_true.h"
#include "tests/support/jack_midi.h"
#include "tests/support/jack_server.h"

namespace cadenza::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double interval = 0.01;  // seconds from note to note
constexpr int periodFrames = 64;

enum class Sender { RealTime, Ordinary, SleepFor };

double seconds(Clock::time_point moment) {
  return std::chrono::duration<double>(moment.time_since_epoch()).count();
}

// Writes down when notes are handed to the port. Before it opens, the thread that owns it can be
// made an ordinary one again.
class StampingWire : public MidiOutWire {
 public:
  StampingWire(std::vector<double>& stamps, bool ordinary) : stamps_(stamps), ordinary_(ordinary) {}

  std::vector<std::string> ports() override { return wire_->ports(); }
  bool alive() override { return wire_->alive(); }
  void close() override { wire_->close(); }
  Result<void> open(const std::string& name) override {
    const sched_param none{};
    if (ordinary_) ::pthread_setschedparam(::pthread_self(), SCHED_OTHER, &none);
    return wire_->open(name);
  }
  void send(std::span<const std::uint8_t> bytes) override {
    wire_->send(bytes);
    if ((bytes[0] & 0xf0) == 0x90) stamps_.push_back(seconds(Clock::now()));
  }

 private:
  std::unique_ptr<MidiOutWire> wire_ = makeMidiOutWire();
  std::vector<double>& stamps_;
  bool ordinary_;
};

MidiOutSetup toGrand() {
  MidiOutSetup setup;
  setup.port = "Grand:in";
  return setup;
}

// The number of a note is told by its pitch and velocity.
int numberOf(const MidiMessage& message) { return message.data1 + 128 * (message.data2 - 1); }
MidiMessage note(int i) { return MidiMessage::noteOn(i % 128, 1 + i / 128 % 127); }

// Through the sink, with the messages of the next second queued as a player does.
double playBySink(int count, bool ordinary, std::vector<double>& stamps) {
  MidiPortSink sink(toGrand(), [&] { return std::make_unique<StampingWire>(stamps, ordinary); });
  if (!test::comesTrue([&] { return sink.audible(); })) return 0;
  const double begin = sink.now() + 0.5;
  for (int i = 0; i < count; ++i) {
    const double when = begin + i * interval;
    while (sink.now() < when - 1) std::this_thread::sleep_for(std::chrono::milliseconds(30));
    sink.send(note(i), when);
  }
  while (sink.now() < begin + count * interval + 0.3) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  return begin;
}

// As players are often written: sleeps from note to note.
double playBySleeping(int count, std::vector<double>& stamps) {
  StampingWire wire(stamps, false);
  while (!wire.open("Grand:in")) std::this_thread::sleep_for(std::chrono::milliseconds(100));
  const double begin = seconds(Clock::now()) + interval;
  for (int i = 0; i < count; ++i) {
    std::this_thread::sleep_for(std::chrono::duration<double>(interval));
    const MidiMessage message = note(i);
    const std::array<std::uint8_t, 3> bytes = {message.status, message.data1, message.data2};
    wire.send(bytes);
  }
  wire.close();
  return begin;
}

double quantile(std::vector<double> values, double share) {
  if (values.empty()) return NAN;
  const auto at = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  std::ranges::nth_element(values, values.begin() + at);
  return values[static_cast<std::size_t>(at)];
}

struct Stamp {
  int note = 0;
  double at = 0;
};

// Milliseconds between what was due and what happened, in the order of the notes.
std::vector<double> lateness(const std::vector<Stamp>& stamps, double begin) {
  std::vector<double> late;
  for (const Stamp& stamp : stamps) {
    late.push_back(1000 * (stamp.at - begin - stamp.note * interval));
  }
  return late;
}

void tell(benchmark::State& state, const std::string& what, const std::vector<double>& late) {
  if (late.empty()) return;
  state.counters[what + "_median_ms"] = quantile(late, 0.5);
  state.counters[what + "_p99_ms"] = quantile(late, 0.99);
  state.counters[what + "_max_ms"] = quantile(late, 1);
  const std::size_t tenth = std::max<std::size_t>(late.size() / 10, 1);
  const std::vector<double> first(late.begin(), late.begin() + static_cast<std::ptrdiff_t>(tenth));
  const std::vector<double> last(late.end() - static_cast<std::ptrdiff_t>(tenth), late.end());
  state.counters[what + "_drift_ms"] = quantile(last, 0.5) - quantile(first, 0.5);
}

void play(benchmark::State& state, Sender sender, int busy, double length) {
  const test::JackServer server(periodFrames);
  if (!server.runs()) return state.SkipWithError("no JACK server here");
  const test::JackInstrument grand("Grand");
  std::vector<std::unique_ptr<test::ChildProcess>> load;
  for (int i = 0; i < busy; ++i) {
    load.push_back(std::make_unique<test::ChildProcess>(
        std::vector<std::string>{"sh", "-c", "while :; do :; done"}));
  }
  const int count = static_cast<int>(length / interval);
  std::vector<double> sent;
  double begin = 0;
  for ([[maybe_unused]] auto round : state) {
    sent.clear();
    begin = sender == Sender::SleepFor ? playBySleeping(count, sent)
                                       : playBySink(count, sender == Sender::Ordinary, sent);
  }
  // A client that comes too late for its period makes JACK drop what it brought.
  std::vector<Stamp> left;
  for (const double at : sent) left.push_back({static_cast<int>(left.size()), at});
  std::vector<Stamp> received;
  for (const auto& [at, message] : grand.heard()) {
    if (message.isNoteOn()) received.push_back({numberOf(message), seconds(at)});
  }
  state.counters["lost"] = static_cast<double>(left.size() - received.size());
  tell(state, "sent", lateness(left, begin));
  tell(state, "received", lateness(received, begin));
}

void add(const std::string& name, Sender sender, int busy, double length) {
  benchmark::RegisterBenchmark(("P11/" + name + (busy > 0 ? "/busy" : "")).c_str(),
                               [=](benchmark::State& state) { play(state, sender, busy, length); })
      ->Iterations(1)
      ->UseRealTime()
      ->Unit(benchmark::kSecond);
}

}  // namespace

// P11: notes each 10 ms through a JACK server on the dummy device, by the sink with and without
// real-time priority and by a player that sleeps from note to note; "received" also holds up to a
// period of JACK (64 frames, 1.3 ms). Busy: beside three processes that never rest.
void addMidiOutBenchmarks() {
  for (const int busy : {0, 3}) {
    add("real_time", Sender::RealTime, busy, busy > 0 ? 20 : 60);
    add("ordinary", Sender::Ordinary, busy, 20);
    add("sleep_for", Sender::SleepFor, busy, 20);
  }
}

}  // namespace cadenza::bench
