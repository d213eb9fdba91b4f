// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/midi_port_stream.h"

#include <algorithm>
#include <utility>

#include "core/play/schedule.h"

namespace cadenza {
namespace {

constexpr std::uint8_t clockStart = 0xfa;
constexpr std::uint8_t clockContinue = 0xfb;
constexpr std::uint8_t clockStop = 0xfc;
constexpr std::uint8_t bankHigh = 0;
constexpr std::uint8_t bankLow = 32;
constexpr std::uint8_t allNotesOff = 123;

MidiMessage control(int channel, std::uint8_t number, int value) {
  return {static_cast<std::uint8_t>(0xb0 | channel), number, static_cast<std::uint8_t>(value)};
}

}  // namespace

MidiPortStream::MidiPortStream(const MidiOutSetup& setup) : setup_(setup) {
  setup_.channel = std::clamp(setup_.channel, 0, 15);
}

void MidiPortStream::queue(const MidiMessage& message, double when) {
  if (message.status < 0x80) return;
  kept_.insert({when, order_++, message});
}

std::optional<double> MidiPortStream::next() const {
  if (kept_.empty()) return std::nullopt;
  return kept_.begin()->when;
}

void MidiPortStream::advance(double now, const Emit& emit) {
  while (!kept_.empty() && kept_.begin()->when <= now) {
    const MidiMessage message = kept_.extract(kept_.begin()).value().message;
    deliver(message, emit);
  }
}

void MidiPortStream::deliver(const MidiMessage& message, const Emit& emit) {
  if (message.status >= 0xf0) return follow(message, emit);
  if (message.channel() >= sources) return;
  if (message.isNoteOn()) return press(message, emit);
  if (message.isNoteOff()) return release(message, emit);
  if (message.isPedal()) return movePedal(message, emit);
  emit(message.onChannel(channelOf(static_cast<std::size_t>(message.channel()))));
}

void MidiPortStream::press(const MidiMessage& message, const Emit& emit) {
  const auto source = static_cast<std::size_t>(message.channel());
  const std::size_t key = message.data1 & 0x7f;
  const int channel = channelOf(source);
  // Struck again while it is down: instruments differ in what they make of two strokes in a row.
  if (down_[source][key] || heldByAnother(source, key)) {
    emit(MidiMessage::noteOff(message.data1).onChannel(channel));
  }
  down_[source].set(key);
  if (source == Clicks::channel) clicked_ = true;
  emit(message.onChannel(channel));
}

void MidiPortStream::release(const MidiMessage& message, const Emit& emit) {
  const auto source = static_cast<std::size_t>(message.channel());
  const std::size_t key = message.data1 & 0x7f;
  if (!down_[source][key]) return;
  down_[source].reset(key);
  if (!heldByAnother(source, key)) emit(message.onChannel(channelOf(source)));
}

void MidiPortStream::movePedal(const MidiMessage& message, const Emit& emit) {
  const auto source = static_cast<std::size_t>(message.channel());
  const int before = deepestPedal();
  pedals_[source] = message.data2;
  const int now = deepestPedal();
  if (now != before) emit(MidiMessage::pedal(now).onChannel(setup_.channel));
}

void MidiPortStream::follow(const MidiMessage& message, const Emit& emit) {
  if (!setup_.clock) return;
  if (message.status == clockStart || message.status == clockContinue) running_ = true;
  if (message.status == clockStop) running_ = false;
  emit(message);
}

void MidiPortStream::begin(const Emit& emit) {
  for (std::size_t source = 0; source < sources; ++source) {
    for (std::size_t key = 0; key < 128; ++key) {
      if (!lost_[source][key]) continue;
      emit(MidiMessage::noteOff(static_cast<int>(key)).onChannel(channelOf(source)));
    }
    lost_[source].reset();
  }
  endEverything(emit);
  if (setup_.bank) {
    emit(control(setup_.channel, bankHigh, (*setup_.bank >> 7) & 0x7f));
    emit(control(setup_.channel, bankLow, *setup_.bank & 0x7f));
  }
  if (setup_.program) {
    emit({static_cast<std::uint8_t>(0xc0 | setup_.channel),
          static_cast<std::uint8_t>(*setup_.program & 0x7f), 0});
  }
  const int pedal = deepestPedal();
  if (pedal > 0) emit(MidiMessage::pedal(pedal).onChannel(setup_.channel));
}

void MidiPortStream::lose() {
  for (std::size_t source = 0; source < sources; ++source) {
    lost_[source] |= std::exchange(down_[source], {});
  }
}

void MidiPortStream::silence(const Emit& emit) {
  kept_.clear();
  for (std::size_t source = 0; source < sources; ++source) {
    for (std::size_t key = 0; key < 128; ++key) {
      if (!down_[source][key]) continue;
      release(MidiMessage::noteOff(static_cast<int>(key)).onChannel(static_cast<int>(source)),
              emit);
    }
  }
  pedals_.fill(0);
  if (std::exchange(running_, false)) emit({clockStop, 0, 0});
  endEverything(emit);
}

void MidiPortStream::endEverything(const Emit& emit) {
  emit(control(setup_.channel, 64, 0));
  emit(control(setup_.channel, allNotesOff, 0));
  if (clicked_ && setup_.channel != percussion) emit(control(percussion, allNotesOff, 0));
}

bool MidiPortStream::heldByAnother(std::size_t source, std::size_t key) const {
  for (std::size_t other = 0; other < sources; ++other) {
    if (other == source || channelOf(other) != channelOf(source)) continue;
    if (down_[other][key]) return true;
  }
  return false;
}

int MidiPortStream::channelOf(std::size_t source) const {
  return source == Clicks::channel ? percussion : setup_.channel;
}

int MidiPortStream::deepestPedal() const { return *std::ranges::max_element(pedals_); }

}  // namespace cadenza
