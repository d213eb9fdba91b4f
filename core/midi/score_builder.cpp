// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/midi/score_builder.h"

#include <algorithm>
#include <utility>

#include "core/midi/midi_text.h"

namespace cadenza {
namespace {

constexpr int damperPedal = 64;
constexpr int allSoundOff = 120;
constexpr int resetControllers = 121;
constexpr int allNotesOff = 123;  // and the changes of mode up to 127, which end notes too

unsigned at(std::span<const std::byte> data, std::size_t index) {
  return std::to_integer<unsigned>(data[index]);
}

// Puts the notes of one onset into order; nothing to do where the onsets themselves go back.
void sortWithinOnsets(std::vector<Note>& notes) {
  auto begin = notes.begin();
  while (begin != notes.end()) {
    auto end = begin + 1;
    while (end != notes.end() && end->onset == begin->onset) ++end;
    if (end - begin > 1) std::sort(begin, end);
    if (end != notes.end() && end->onset < begin->onset) return;
    begin = end;
  }
}

}  // namespace

ScoreBuilder::ScoreBuilder(TickScale scale, std::size_t fileSize, PartFilter filter)
    : scale_(scale), filter_(std::move(filter)) {
  items_.notes.reserve(fileSize / 10);
  items_.pedal.reserve(fileSize / 10);
}

void ScoreBuilder::startTrack(Tick offset) {
  ++track_;
  heard_ = filter_.notesOf(track_);
  offset_ = tick_ = offset;
  fileTick_ = 0;
  lastFileTick_ = scale_.lastFileTick(maxTick - offset);
  pedalUsed_.fill(false);
}

void ScoreBuilder::endTrack() {
  if (openCount_ == 0) return;
  counts_.unendedNotes += openCount_;
  for (std::uint32_t& slot : open_) close(slot);
}

void ScoreBuilder::close(std::uint32_t& slot) {
  if (slot == 0) return;
  Note& note = items_.notes[slot - 1];
  note.duration = std::max(tick_ - note.onset, Tick{1});
  slot = 0;
  --openCount_;
}

void ScoreBuilder::noteOn(int channel, int pitch, int velocity) {
  if (!has(heard_, channel)) {
    if (channel == drumChannel) ++counts_.drumNotes;
    return;
  }
  std::uint32_t& slot = openNote(channel, pitch);
  const auto strength = static_cast<std::uint8_t>(velocity);
  if (slot != 0) {
    if (Note& sounding = items_.notes[slot - 1]; sounding.onset == tick_) {
      sounding.velocity = std::max(sounding.velocity, strength);
      ++counts_.doubledNotes;
      return;
    }
    close(slot);
  }
  items_.notes.push_back({tick_, 1, static_cast<std::uint8_t>(pitch), strength});
  slot = static_cast<std::uint32_t>(items_.notes.size());
  ++openCount_;
}

void ScoreBuilder::noteOff(int channel, int pitch) { close(openNote(channel, pitch)); }

void ScoreBuilder::closeChannel(int channel) {
  if (openCount_ == 0) return;
  for (int pitch = 0; pitch < pitchCount; ++pitch) close(openNote(channel, pitch));
}

void ScoreBuilder::controller(int channel, int number, int value) {
  if (!has(filter_.pedal(), channel)) return;
  const auto index = static_cast<std::size_t>(channel);
  if (number == damperPedal) {
    items_.pedal.push_back({tick_, static_cast<std::uint8_t>(value)});
    pedalUsed_[index] = true;
  } else if (number == resetControllers && pedalUsed_[index]) {
    items_.pedal.push_back({tick_, 0});
  } else if (number == allSoundOff || number >= allNotesOff) {
    closeChannel(channel);
  }
}

void ScoreBuilder::meta(int type, std::span<const std::byte> data) {
  switch (type) {
    case 0x03:
      if (track_ == 0 && title_.empty()) title_ = textFromMidi(data);
      break;
    case 0x06:
      marker(data);
      break;
    case 0x51:
      tempo(data);
      break;
    case 0x58:
      timeSignature(data);
      break;
    default:
      break;
  }
}

void ScoreBuilder::tempo(std::span<const std::byte> data) {
  if (data.size() < 3 || scale_.isSmpte()) return;
  const std::uint32_t micros = at(data, 0) << 16 | at(data, 1) << 8 | at(data, 2);
  if (micros == 0) {
    ++counts_.zeroTempos;
  } else {
    items_.tempo.push_back({tick_, micros});
  }
}

void ScoreBuilder::timeSignature(std::span<const std::byte> data) {
  if (data.size() < 2) return;
  const unsigned numerator = at(data, 0);
  const unsigned power = at(data, 1);
  if (numerator == 0 || power > 6) {
    ++counts_.oddTimeSignatures;
  } else {
    items_.meter.push_back(
        {tick_, static_cast<std::uint8_t>(numerator), static_cast<std::uint8_t>(1u << power)});
  }
}

void ScoreBuilder::marker(std::span<const std::byte> data) {
  std::string text = textFromMidi(data);
  if (!text.empty()) items_.markers.push_back({tick_, std::move(text)});
}

void ScoreBuilder::fault(TrackFault fault) {
  switch (fault) {
    case TrackFault::StrayByte:
      ++counts_.strayBytes;
      break;
    case TrackFault::SystemMessage:
      ++counts_.systemMessages;
      break;
    case TrackFault::BigDataByte:
      ++counts_.bigDataBytes;
      break;
  }
}

ScoreItems ScoreBuilder::takeItems() {
  sortWithinOnsets(items_.notes);
  return std::move(items_);
}

}  // namespace cadenza
