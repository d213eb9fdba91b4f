// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <bitset>
#include <string>
#include <vector>

#include "core/play/note_sink.h"

namespace cadenza::test {

/// A sink whose clock the test turns by hand, and which writes down what an ear would hear.
class RecordingSink : public NoteSink {
 public:
  struct Heard {
    double when = 0;
    MidiMessage message;
    bool operator==(const Heard&) const = default;
  };

  [[nodiscard]] double now() override { return now_; }

  void send(const MidiMessage& message, double when) override {
    queue_.push_back({std::max(when, now_), message});
    std::stable_sort(queue_.begin(), queue_.end(),
                     [](const Heard& a, const Heard& b) { return a.when < b.when; });
  }

  void silence() override {
    queue_.clear();
    for (int channel = 0; channel < 16; ++channel) {
      for (int pitch = 0; pitch < 128; ++pitch) {
        if (sounds(pitch, channel)) hear({now_, MidiMessage::noteOff(pitch).onChannel(channel)});
      }
    }
    for (int channel = 0; channel < 16; ++channel) {
      if (pedal(channel) != 0) hear({now_, MidiMessage::pedal(0).onChannel(channel)});
    }
    ++silences_;
  }

  [[nodiscard]] std::string description() const override { return "recording"; }
  [[nodiscard]] bool audible() const override { return true; }

  [[nodiscard]] double latency() const override { return latency_; }
  void setLatency(double seconds) { latency_ = seconds; }

  /// Turns the clock on; what becomes due is heard.
  void turnTo(double now) {
    const auto due = std::find_if(queue_.begin(), queue_.end(),
                                  [&](const Heard& queued) { return queued.when > now; });
    const std::vector<Heard> heardNow(queue_.begin(), due);
    queue_.erase(queue_.begin(), due);
    for (const Heard& heard : heardNow) hear(heard);
    now_ = now;
  }

  [[nodiscard]] const std::vector<Heard>& heard() const { return heard_; }
  [[nodiscard]] std::vector<Heard> heardNoteOns() const {
    std::vector<Heard> result;
    std::copy_if(heard_.begin(), heard_.end(), std::back_inserter(result),
                 [](const Heard& heard) { return heard.message.isNoteOn(); });
    return result;
  }
  [[nodiscard]] bool sounds(int pitch, int channel = 0) const {
    return keys_[static_cast<std::size_t>(channel * 128 + pitch)];
  }
  [[nodiscard]] std::size_t soundingNotes() const { return keys_.count(); }
  [[nodiscard]] int pedal(int channel = 0) const {
    return pedals_[static_cast<std::size_t>(channel)];
  }
  [[nodiscard]] bool nothingQueued() const { return queue_.empty(); }
  [[nodiscard]] int silences() const { return silences_; }
  /// Notes struck while their key was down, and keys let go that were not down.
  [[nodiscard]] int contradictions() const { return contradictions_; }

 private:
  void hear(const Heard& heard) {
    heard_.push_back(heard);
    const MidiMessage& message = heard.message;
    if (message.isPedal()) {
      pedals_[static_cast<std::size_t>(message.channel())] = message.data2;
    }
    if (!message.isNoteOn() && !message.isNoteOff()) return;
    const auto key = static_cast<std::size_t>((message.status & 0x0f) * 128 + message.data1);
    if (keys_[key] == message.isNoteOn()) ++contradictions_;
    keys_.set(key, message.isNoteOn());
  }

  double now_ = 0;
  double latency_ = 0;
  std::vector<Heard> queue_;
  std::vector<Heard> heard_;
  std::bitset<16 * 128> keys_;
  std::array<int, 16> pedals_{};
  int silences_ = 0;
  int contradictions_ = 0;
};

}  // namespace cadenza::test
