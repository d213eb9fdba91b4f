// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/midi_port_input.h"

#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>
#include <utility>

#include "core/base/caught.h"
#include "core/play/held_keys.h"
#include "core/play/message_ring.h"
#include "core/play/midi_port_wire.h"
#include "core/play/velocity_curve.h"
#include "core/play/wake_up.h"

namespace cadenza {
namespace {

using SteadyClock = std::chrono::steady_clock;

double steadySeconds() {
  return std::chrono::duration<double>(SteadyClock::now().time_since_epoch()).count();
}

}  // namespace

struct MidiPortInput::Reader {
  Reader(MidiInSetup chosen, MidiListener tell, MakeWire make, double lookEvery)
      : setup(std::move(chosen)),
        curve(setup.curve),
        listener(std::move(tell)),
        makeWire(std::move(make)),
        lookSeconds(lookEvery),
        thread([this](const std::stop_token& stop) { guard(stop); }) {}
  ~Reader() {
    thread.request_stop();
    wake.wake();
  }

  [[nodiscard]] std::string wantedPort() const {
    return setup.virtualPort ? std::string() : setup.port;
  }

  void guard(const std::stop_token& stop) {
    try {
      run(stop);
    } catch (...) {
      tell(false, "MIDI input failed: " + currentError().detail);
    }
  }

  void run(const std::stop_token& stop) {
    const auto wire = makeWire();
    if (!wire) return tell(false, "There is no MIDI here.");
    double nextLook = 0;
    while (!stop.stop_requested()) {
      if (steadySeconds() >= nextLook) {
        look(*wire);
        nextLook = steadySeconds() + lookSeconds;
      }
      drain();
      wake.sleepUntil(nextLook);
    }
    wire->close();
    drain();
    letGo();
  }

  void look(MidiInWire& wire) {
    if (opened && wire.alive()) return;
    if (std::exchange(opened, false)) {
      wire.close();
      drain();
      letGo();
    }
    const Result<void> attempt = wire.open(wantedPort(), [this](const MidiInput& input) {
      if (!ring.put(input)) missed.fetch_add(1, std::memory_order_relaxed);
      wake.wake();
    });
    if (!attempt) {
      return tell(false, attempt.error().detail + " Cadenza opens it as soon as it is there.");
    }
    opened = true;
    tell(true, setup.virtualPort ? "Listening on the port Cadenza, which other programs connect to"
                                 : "Listening to " + setup.port);
  }

  void drain() {
    while (auto input = ring.take()) {
      MidiMessage& message = input->message;
      if (message.isNoteOn()) {
        message.data2 = static_cast<std::uint8_t>(bentVelocity(message.data2, curve));
        lastNote.store(message.data1 << 8 | message.data2, std::memory_order_relaxed);
        notes.fetch_add(1, std::memory_order_relaxed);
      }
      heard.fetch_add(1, std::memory_order_relaxed);
      held.follow(message);
      listener(*input);
    }
  }

  void letGo() {
    held.letGo([&](const MidiMessage& message) { listener({message, SteadyClock::now()}); });
  }

  void tell(bool isOpen, std::string words) {
    const std::lock_guard lock(mutex);
    open = isOpen;
    text = std::move(words);
  }

  const MidiInSetup setup;
  std::atomic<double> curve;
  const MidiListener listener;
  const MakeWire makeWire;
  const double lookSeconds;
  WakeUp wake;
  MessageRing<MidiInput, 1024> ring;
  std::atomic<std::size_t> heard{0};
  std::atomic<std::size_t> missed{0};
  std::atomic<std::size_t> notes{0};
  std::atomic<int> lastNote{0};  // pitch and velocity
  mutable std::mutex mutex;
  bool open = false;    // guarded by mutex
  std::string text;     // guarded by mutex
  HeldKeys held;        // of the thread
  bool opened = false;  // of the thread
  std::jthread thread;  // last: starts when the rest stands
};

MidiPortInput::MidiPortInput(const MidiInSetup& setup, MidiListener listener)
    : MidiPortInput(setup, std::move(listener), makeMidiInWire) {}

MidiPortInput::MidiPortInput(const MidiInSetup& setup, MidiListener listener, MakeWire makeWire,
                             double lookSeconds)
    : reader_(
          std::make_unique<Reader>(setup, std::move(listener), std::move(makeWire), lookSeconds)) {}

MidiPortInput::~MidiPortInput() = default;

void MidiPortInput::setCurve(double curve) { reader_->curve = curve; }

MidiPortInput::State MidiPortInput::state() const {
  State state;
  {
    const std::lock_guard lock(reader_->mutex);
    state.open = reader_->open;
    state.text = reader_->text;
  }
  state.heard = reader_->heard.load(std::memory_order_relaxed);
  state.missed = reader_->missed.load(std::memory_order_relaxed);
  state.notes = reader_->notes.load(std::memory_order_relaxed);
  const int last = reader_->lastNote.load(std::memory_order_relaxed);
  state.pitch = last >> 8;
  state.velocity = last & 0xff;
  if (state.missed > 0) {
    state.text += "; " + std::to_string(state.missed) + " messages came too fast and were missed";
  }
  return state;
}

}  // namespace cadenza
