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

  [[nodiscard]] bool foundOnlyEvents() const { return events_ > 0 && faults_ == 0; }

 private:
  std::size_t events_ = 0;
  std::size_t faults_ = 0;
};

}  // namespace

bool isTrackGoingOn(std::span<const std::byte> bytes) {
  EventCounter counter;
  const TrackEnd end = TrackParser(bytes, counter).parse();
  return counter.foundOnlyEvents() && end != TrackEnd::CutShort;
}

Error brokenOffBeforeNotes() {
  return {ErrorCode::DamagedFile, "The file breaks off before its first note."};
}

Result<MidiFrame> frameMidi(std::span<const std::byte> bytes) {
  auto chunks = splitChunks(bytes);
  if (!chunks) return chunks.error();
  const auto scale = TickScale::fromDivision(chunks->division);
  if (!scale) {
    return Error{ErrorCode::DamagedFile,
                 "The header's time division (" + std::to_string(chunks->division) +
                     ") makes no sense, so nothing in the file has a place in time."};
  }
  return MidiFrame{std::move(*chunks), *scale};
}

}  // namespace cadenza
