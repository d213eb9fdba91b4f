// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <RtMidi.h>

#include <chrono>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/instrument.h"

namespace cadenza::test {

/// An instrument on a JACK server: what others send to its port "in". Gone with the object.
class JackInstrument {
 public:
  struct Heard {
    std::chrono::steady_clock::time_point at;
    MidiMessage message;
  };

  explicit JackInstrument(const std::string& name) : client_(RtMidi::UNIX_JACK, name) {
    client_.setCallback(hear, this);
    client_.ignoreTypes(false, false, false);
    client_.openVirtualPort("in");
  }

  [[nodiscard]] Instrument instrument() const {
    const std::lock_guard lock(mutex_);
    return instrument_;
  }
  [[nodiscard]] std::vector<Heard> heard() const {
    const std::lock_guard lock(mutex_);
    return heard_;
  }

 private:
  static void hear(double, std::vector<unsigned char>* bytes, void* self) {
    auto& me = *static_cast<JackInstrument*>(self);
    const auto at = std::chrono::steady_clock::now();
    const auto byte = [&](std::size_t i) { return i < bytes->size() ? (*bytes)[i] : 0; };
    const MidiMessage message{static_cast<std::uint8_t>(byte(0)),
                              static_cast<std::uint8_t>(byte(1)),
                              static_cast<std::uint8_t>(byte(2))};
    const std::lock_guard lock(me.mutex_);
    me.instrument_.hear(message);
    me.heard_.push_back({at, message});
  }

  mutable std::mutex mutex_;
  Instrument instrument_;     // guarded by mutex_
  std::vector<Heard> heard_;  // guarded by mutex_
  RtMidiIn client_;           // last: calls
};

/// A keyboard on a JACK server, whose port "out" others listen to.
class JackKeyboard {
 public:
  explicit JackKeyboard(const std::string& name) : client_(RtMidi::UNIX_JACK, name) {
    client_.openVirtualPort("out");
  }
  void play(const MidiMessage& message) {
    const std::vector<unsigned char> bytes = {message.status, message.data1, message.data2};
    client_.sendMessage(&bytes);
  }

 private:
  RtMidiOut client_;
};

}  // namespace cadenza::test
