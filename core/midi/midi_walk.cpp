// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/midi/midi_walk.h"

#include <string>
#include <utility>

namespace cadenza {
namespace {

// Counts what is there, without making anything of it.
class EventCounter {
 public:
  bool advance(std::uint32_t) { return true; }
  void noteOn(int, int, int) { ++events_; }
  void noteOff(int, int) { ++events_; }
  void controller(int, int, int) { ++events_; }
  void meta(int, std::span<const std::byte>) { ++events_; }
  void fault(TrackFault) { ++faults_; }

  [[nodiscard]] bool isEmpty() const { return events_ == 0; }
  [[nodiscard]] bool foundMusic() const { return events_ > eventsAFault * faults_; }

 private:
  static constexpr std::size_t eventsAFault = 8;

  std::size_t events_ = 0;
  std::size_t faults_ = 0;
};

}  // namespace

const std::byte* musicBehindEnd(std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    EventCounter counter;
    TrackParser parser(bytes, counter);
    const TrackEnd end = parser.parse();
    const bool isOnlyAnEnd = counter.isEmpty() && end == TrackEnd::Marked;
    if (!isOnlyAnEnd) return counter.foundMusic() ? bytes.data() : nullptr;
    bytes = parser.rest();
  }
  return nullptr;
}

Error brokenOffBeforeNotes() {
  return {ErrorCode::DamagedFile, "The file breaks off before its first note."};
}

Result<MidiFrame> frameMidi(std::span<const std::byte> bytes) {
  auto chunks = splitChunks(bytes);
  if (!chunks) return chunks.error();
  const auto scale = TickScale::fromDivision(chunks->division);
  if (!scale) {
    return Error{ErrorCode::DamagedFile, "The header's time division (" +
                                             std::to_string(chunks->division) +
                                             ") is invalid; the file has no usable timing."};
  }
  return MidiFrame{std::move(*chunks), *scale};
}

}  // namespace cadenza
