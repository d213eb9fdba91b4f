// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/midi_port_sink.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "core/base/caught.h"
#include "core/play/midi_port_stream.h"
#include "core/play/midi_port_wire.h"
#include "core/play/realtime_thread.h"
#include "core/play/wake_up.h"

namespace cadenza {
namespace {

double steadySeconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

std::size_t lengthOf(const MidiMessage& message) {
  if (message.status >= 0xf0) {
    if (message.status == 0xf2) return 3;
    return message.status == 0xf1 || message.status == 0xf3 ? 2 : 1;
  }
  const int kind = message.status & 0xf0;
  return kind == 0xc0 || kind == 0xd0 ? 2 : 3;
}

void sendTo(MidiOutWire& wire, const MidiMessage& message) {
  const std::array<std::uint8_t, 3> bytes = {message.status, message.data1, message.data2};
  wire.send(std::span(bytes).first(lengthOf(message)));
}

}  // namespace

struct MidiPortSink::Owner {
  // What the player asks for, in its order; without a message: silence.
  struct Order {
    std::optional<MidiMessage> message;
    double when = 0;
  };

  Owner(MidiOutSetup chosen, MakeWire make, double lookEvery)
      : setup(std::move(chosen)),
        makeWire(std::move(make)),
        lookSeconds(lookEvery),
        status("MIDI port " + portName() + ": opening"),
        thread([this](const std::stop_token& stop) { guard(stop); }) {}
  ~Owner() {
    thread.request_stop();
    wake.wake();
  }

  void post(Order order) {
    {
      const std::lock_guard lock(mutex);
      if (over) return;
      orders.push_back(order);
    }
    wake.wake();
  }

  [[nodiscard]] std::string portName() const {
    return setup.port.empty() ? "Cadenza (other programs connect to it)" : setup.port;
  }

  void guard(const std::stop_token& stop) {
    try {
      run(stop);
    } catch (...) {
      tell(false, "MIDI port " + portName() + " failed: " + currentError().detail);
    }
    const std::lock_guard lock(mutex);
    over = true;
    orders.clear();
  }

  void run(const std::stop_token& stop) {
    const auto wire = makeWire();
    if (!wire) return tell(false, "MIDI port " + portName() + ": there is no MIDI here");
    MidiPortStream stream(setup);
    realtime = becomeRealtime();
    const MidiPortStream::Emit emit = [&](const MidiMessage& message) {
      if (opened) sendTo(*wire, message);
    };
    double nextLook = 0;
    while (!stop.stop_requested()) {
      const double now = steadySeconds();
      if (isTimeToLook(now, nextLook, stream)) {
        look(*wire, stream, emit);
        nextLook = now + lookSeconds;
      }
      takeOrders(stream, emit);
      stream.advance(steadySeconds(), emit);
      const double look = std::max(nextLook, now);
      const double due = stream.next().value_or(look);
      wake.sleepUntil(look + quiet < due ? look : due);
    }
    takeOrders(stream, emit);
    stream.silence(emit);
    wire->close();
  }

  // A look takes the system a fraction of a millisecond: rather where no message is due soon.
  [[nodiscard]] bool isTimeToLook(double now, double nextLook, const MidiPortStream& stream) const {
    if (now < nextLook) return false;
    return now > nextLook + lookSeconds || stream.next().value_or(now + 1) > now + quiet;
  }

  void look(MidiOutWire& wire, MidiPortStream& stream, const MidiPortStream::Emit& emit) {
    if (opened && wire.alive()) return;
    if (std::exchange(opened, false)) {
      stream.lose();
      wire.close();
    }
    const Result<void> attempt = wire.open(setup.port);
    if (!attempt) {
      return tell(false, attempt.error().detail + " Cadenza opens it as soon as it is there.");
    }
    opened = true;
    stream.begin(emit);
    tell(true,
         "MIDI port " + portName() + (realtime ? ", real-time priority" : ", ordinary priority"));
  }

  void takeOrders(MidiPortStream& stream, const MidiPortStream::Emit& emit) {
    {
      const std::lock_guard lock(mutex);
      taken.swap(orders);
    }
    for (const Order& order : taken) {
      if (order.message) {
        stream.queue(*order.message, order.when);
      } else {
        stream.silence(emit);
      }
    }
    taken.clear();
  }

  void tell(bool heard, std::string words) {
    const std::lock_guard lock(mutex);
    audible = heard;
    status = std::move(words);
  }

  static constexpr double quiet = 0.005;  // seconds

  const MidiOutSetup setup;
  const MakeWire makeWire;
  const double lookSeconds;
  WakeUp wake;
  mutable std::mutex mutex;
  std::vector<Order> orders;  // guarded by mutex
  bool over = false;          // guarded by mutex
  bool audible = false;       // guarded by mutex
  std::string status;         // guarded by mutex
  std::vector<Order> taken;   // of the thread, like the rest
  bool opened = false;
  bool realtime = false;
  std::jthread thread;  // last: starts when the rest stands
};

MidiPortSink::MidiPortSink(const MidiOutSetup& setup) : MidiPortSink(setup, makeMidiOutWire) {}

MidiPortSink::MidiPortSink(const MidiOutSetup& setup, MakeWire makeWire, double lookSeconds)
    : owner_(std::make_unique<Owner>(setup, std::move(makeWire), lookSeconds)) {}

MidiPortSink::~MidiPortSink() = default;

double MidiPortSink::now() { return steadySeconds(); }

void MidiPortSink::send(const MidiMessage& message, double when) { owner_->post({message, when}); }

void MidiPortSink::silence() { owner_->post({std::nullopt, 0}); }

std::string MidiPortSink::description() const {
  const std::lock_guard lock(owner_->mutex);
  return owner_->status;
}

bool MidiPortSink::audible() const {
  const std::lock_guard lock(owner_->mutex);
  return owner_->audible;
}

}  // namespace cadenza
