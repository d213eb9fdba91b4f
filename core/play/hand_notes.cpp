// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/hand_notes.h"

#include <algorithm>

namespace cadenza {
namespace {

constexpr double auditionSeconds = 0.5;

MidiMessage keyUp(std::size_t key) {
  return MidiMessage::noteOff(static_cast<int>(key)).onChannel(HandNotes::channel);
}

}  // namespace

void HandNotes::audition(NoteSink& sink, int pitch, int velocity) {
  if (pitch < 0 || pitch > 127) return;
  const auto key = static_cast<std::size_t>(pitch);
  if (held_[key]) return;
  const double now = sink.now();
  if (auditioned_[key]) sink.send(keyUp(key), now);
  sink.send(MidiMessage::noteOn(pitch, std::clamp(velocity, 1, 127)).onChannel(channel), now);
  auditioned_.set(key);
  auditionEnds_[key] = now + auditionSeconds;
}

void HandNotes::input(NoteSink& sink, const MidiMessage& message) {
  if (!thru_) return;
  const double now = sink.now();
  if (message.isPedal()) {
    pedal_ = message.data2;
    return sink.send(message.onChannel(channel), now);
  }
  if (!message.isNoteOn() && !message.isNoteOff()) return;
  const std::size_t key = message.data1;
  if (held_[key] || auditioned_[key]) sink.send(keyUp(key), now);
  auditioned_.reset(key);
  held_.set(key, message.isNoteOn());
  if (message.isNoteOn()) sink.send(message.onChannel(channel), now);
}

void HandNotes::setThru(NoteSink& sink, bool on) {
  if (!on) {
    for (std::size_t key = 0; key < held_.size(); ++key) {
      if (held_[key]) input(sink, keyUp(key));
    }
    if (pedal_ != 0) input(sink, MidiMessage::pedal(0));
  }
  thru_ = on;
}

std::optional<double> HandNotes::advance(NoteSink& sink) {
  if (auditioned_.none()) return std::nullopt;
  const double now = sink.now();
  for (std::size_t key = 0; key < auditioned_.size(); ++key) {
    if (!auditioned_[key] || auditionEnds_[key] > now) continue;
    sink.send(keyUp(key), now);
    auditioned_.reset(key);
  }
  return auditioned_.any() ? std::optional(auditionSeconds / 8) : std::nullopt;
}

void HandNotes::forget() {
  auditioned_.reset();
  held_.reset();
  pedal_ = 0;
}

}  // namespace cadenza
