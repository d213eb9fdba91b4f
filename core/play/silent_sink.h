// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <string>
#include <utility>

#include "core/play/note_sink.h"

namespace cadenza {

/// Only a clock: the playhead runs where nothing can be heard. `reason` is its description.
class SilentSink : public NoteSink {
 public:
  explicit SilentSink(std::string reason) : reason_(std::move(reason)) {}

  [[nodiscard]] double now() override;
  void send(const MidiMessage&, double) override {}
  void silence() override {}
  [[nodiscard]] std::string description() const override { return reason_; }
  [[nodiscard]] bool audible() const override { return false; }

 private:
  std::string reason_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// Stands in for a device that may come back: it is worth a try to make the sink anew.
class MissingDeviceSink final : public SilentSink {
 public:
  using SilentSink::SilentSink;

  [[nodiscard]] bool provisional() const override { return true; }
};

}  // namespace cadenza
