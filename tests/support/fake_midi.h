// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "core/play/midi_wire.h"
#include "tests/support/instrument.h"

namespace cadenza::test {

/// Ports that a test plugs in and pulls out, and what the instruments on them heard. Any thread.
class FakeMidi {
 public:
  void plugIn(const std::string& name) {
    const std::lock_guard lock(mutex_);
    ports_.push_back(name);
  }
  void pullOut(const std::string& name) {
    const std::lock_guard lock(mutex_);
    std::erase(ports_, name);
  }
  /// Another program holds every port.
  void setBusy(bool busy) {
    const std::lock_guard lock(mutex_);
    busy_ = busy;
  }
  [[nodiscard]] Instrument instrument() const {
    const std::lock_guard lock(mutex_);
    return instrument_;
  }
  /// How often wires were opened.
  [[nodiscard]] int openings() const {
    const std::lock_guard lock(mutex_);
    return openings_;
  }
  /// A key of the keyboard on the open port; nothing where none is.
  void play(const MidiMessage& message) {
    const std::lock_guard lock(mutex_);
    if (receive_) receive_({message, std::chrono::steady_clock::now()});
  }

  [[nodiscard]] std::unique_ptr<MidiOutWire> makeOut() { return std::make_unique<Out>(*this); }
  [[nodiscard]] std::unique_ptr<MidiInWire> makeIn() { return std::make_unique<In>(*this); }

 private:
  [[nodiscard]] bool has(const std::string& name) const {
    return name.empty() || std::ranges::count(ports_, name) > 0;
  }
  Result<void> tryToOpen(const std::string& name) {
    if (!has(name)) return Error{ErrorCode::NotFound, name + " is not connected."};
    if (busy_) return Error{ErrorCode::DeviceUnavailable, name + " is busy."};
    ++openings_;
    return {};
  }

  template <class Base>
  class Wire : public Base {
   public:
    explicit Wire(FakeMidi& midi) : midi_(midi) {}
    std::vector<std::string> ports() override {
      const std::lock_guard lock(midi_.mutex_);
      return midi_.ports_;
    }
    bool alive() override {
      const std::lock_guard lock(midi_.mutex_);
      return midi_.has(name_);
    }
    void close() override {
      const std::lock_guard lock(midi_.mutex_);
      midi_.receive_ = nullptr;
    }

   protected:
    FakeMidi& midi_;
    std::string name_;
  };

  class Out : public Wire<MidiOutWire> {
   public:
    using Wire::Wire;
    Result<void> open(const std::string& name) override {
      const std::lock_guard lock(midi_.mutex_);
      name_ = name;
      return midi_.tryToOpen(name);
    }
    void send(std::span<const std::uint8_t> bytes) override {
      const std::lock_guard lock(midi_.mutex_);
      if (!midi_.has(name_)) return;
      const auto byte = [&](std::size_t i) {
        return i < bytes.size() ? bytes[i] : std::uint8_t{0};
      };
      midi_.instrument_.hear({byte(0), byte(1), byte(2)});
    }
  };

  class In : public Wire<MidiInWire> {
   public:
    using Wire::Wire;
    Result<void> open(const std::string& name, MidiListener receive) override {
      const std::lock_guard lock(midi_.mutex_);
      name_ = name;
      const Result<void> result = midi_.tryToOpen(name);
      if (result) midi_.receive_ = std::move(receive);
      return result;
    }
  };

  mutable std::mutex mutex_;
  std::vector<std::string> ports_;
  Instrument instrument_;
  MidiListener receive_;
  bool busy_ = false;
  int openings_ = 0;
};

}  // namespace cadenza::test
