// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/midi/score_builder.h"

#include <algorithm>
#include <bit>
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
  pedal_.reserve(fileSize / 10);
}

void ScoreBuilder::startTrack(Tick offset) {
  ++track_;
  trackNames_.emplace_back();
  trackChannels_.push_back(0);
  heard_ = filter_.notesOf(track_);
  offset_ = tick_ = offset;
  fileTick_ = 0;
  lastFileTick_ = scale_.lastFileTick(maxTick - offset);
  pedalUsed_.fill(false);
}

void ScoreBuilder::startPattern() {
  if (!scale_.isSmpte()) items_.tempo.push_back({tick_});
  items_.meter.push_back({tick_});
  skipped_.add(MidiContent::Pattern);
}

void ScoreBuilder::endTrack() { counts_.unendedNotes += pairing_.endTrack(tick_); }

void ScoreBuilder::noteOn(int channel, int pitch, int velocity) {
  if (!has(heard_, channel)) {
    if (channel == drumChannel) ++counts_.drumNotes;
    return;
  }
  useChannel(channel, pitch);
  const bool isNew = pairing_.noteOn(
      channel, pitch,
      {tick_, 0, static_cast<std::uint8_t>(pitch), static_cast<std::uint8_t>(velocity), false,
       static_cast<std::uint8_t>(std::min(track_, largestPart + 1))});
  if (!isNew) ++counts_.doubledNotes;
}

// A channel that only takes over notes whose key sounds on another one is a voice of that one.
void ScoreBuilder::useChannel(int channel, int pitch) {
  PartFilter::Channels& channels = trackChannels_.back();
  for (int other = 0; other < channel; ++other) {
    if (has(channels, other) && pairing_.isOpen(other, pitch)) return;
  }
  channels = static_cast<PartFilter::Channels>(channels | 1u << channel);
}

void ScoreBuilder::controller(int channel, int number, int value) {
  hasPedal_ = hasPedal_ || number == damperPedal;
  if (!has(filter_.pedal(), channel)) return;
  const auto index = static_cast<std::size_t>(channel);
  if (number == damperPedal) {
    pedal_.add(tick_, channel, value);
    pedalUsed_[index] = true;
  } else if (number == resetControllers && pedalUsed_[index]) {
    pedal_.add(tick_, channel, 0);
  } else if (number == allSoundOff || number >= allNotesOff) {
    pairing_.endChannel(channel, tick_);
  } else if (number < allSoundOff) {
    skipped_.addController(number);
  }
}

void ScoreBuilder::program(int, int program) {
  if (program != 0) skipped_.add(MidiContent::Program);
}

void ScoreBuilder::meta(int type, std::span<const std::byte> data) {
  switch (type) {
    case 0x01:
      return properties_.text(tick_, data, skipped_);
    case 0x02:
      return properties_.copyright(data, skipped_);
    case 0x03:
      properties_.trackName(track_, data);
      if (trackNames_.back().empty()) trackNames_.back() = textFromMidi(data);
      return;
    case 0x04:
      return skipped_.add(MidiContent::InstrumentName);
    case 0x05:
      return skipped_.add(MidiContent::Lyric);
    case 0x06:
      return marker(data);
    case 0x07:
      return skipped_.add(MidiContent::CuePoint);
    case 0x51:
      return tempo(data);
    case 0x58:
      return timeSignature(data);
    case 0x59:
      counts_.oddKeySignatures += properties_.keySignature(tick_, data) ? 0 : 1;
      return;
    case 0x7f:
      return skipped_.add(MidiContent::SequencerData);
    default:
      return skipped_.add(MidiContent::OtherMeta);
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
  constexpr std::size_t mostMarkers = 10'000;
  if (items_.markers.size() >= mostMarkers) return skipped_.add(MidiContent::OtherMeta);
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
  counts_.zeroLengthNotes = pairing_.lengthless();
  sortWithinOnsets(items_.notes);
  items_.pedal = pedal_.take();
  return std::move(items_);
}

std::vector<SkippedEvents> ScoreBuilder::skipped(std::size_t otherChunks) const {
  SkippedCounter all = skipped_;
  all.add(MidiContent::OtherChunk, otherChunks);
  all.add(MidiContent::KeyChange, properties_.keyChanges());
  all.add(MidiContent::DrumNote, counts_.drumNotes);
  for (const PartFilter::Channels channels : trackChannels_) {
    if (channels != 0) {
      all.add(MidiContent::Channel, static_cast<std::size_t>(std::popcount(channels) - 1));
    }
  }
  return all.list();
}

}  // namespace cadenza
