// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <memory>

#include "core/live/answering.h"
#include "core/play/hand_notes.h"
#include "core/play/held_keys.h"
#include "core/play/midi_input.h"
#include "core/play/recording.h"
#include "core/score/score_edit.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/support/midi_bytes.h"
#include "tests/support/recording_sink.h"

namespace cadenza::test {
namespace {

// Packets: a byte for their length (0 to 3) and for how long they let wait, then their bytes.
class Port {
 public:
  explicit Port(std::span<const std::byte> input) : input_(input) {}

  [[nodiscard]] bool isEmpty() const { return input_.empty(); }
  std::span<const std::uint8_t> next(double& seconds) {
    const auto head = static_cast<unsigned>(input_[0]);
    seconds += (head >> 2) * 0.02;
    const std::size_t length = std::min<std::size_t>(head & 3u, input_.size() - 1);
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(input_.data()) + 1;
    input_ = input_.subspan(1 + length);
    return {bytes, length};
  }

 private:
  std::span<const std::byte> input_;
};

void run(std::span<const std::byte> input) {
  constexpr double ticksPerSecond = 2 * ticksPerQuarter;
  Port port(input);
  HeldKeys held;
  HandNotes hands;
  InputHistory history;
  RecordingSink sink;
  Answering answering(std::make_shared<const Score>(), 0, {});
  double seconds = 0;
  const auto tick = [&] { return static_cast<Tick>(std::min(seconds, 1e5) * ticksPerSecond); };
  while (!port.isEmpty()) {
    const auto message = messageFrom(port.next(seconds));
    if (!message) continue;
    held.follow(*message);
    hands.input(sink, *message);
    const PlayedInput played{*message, seconds, PlayedPlace{tick()}};
    history.add(played);
    answering.hear(played, tick());
    answering.follow(seconds, tick(), tick());
  }
  held.letGo([&](const MidiMessage& message) { hands.input(sink, message); });
  (void)answering.wantsDraft();
  (void)answering.played(tick());
  const std::vector<PlayedInput> all = history.since(0);
  Score score;
  for (const auto mode : {RecordingMode::Overdub, RecordingMode::Replace}) {
    Score recorded = score;
    recorded.apply(recordingEdit(score, all, {0, tick(), 0, {}}, mode));
    for (const Note& note : recorded.notes()) require(note.duration > 0, "notes have a length");
  }
  score.apply(justPlayedEdit(score, all, 0));
}

std::vector<Bytes> seeds() {
  return {bytesOf({3, 0x90, 60, 100, 0x83, 0x80, 60, 64}),
          bytesOf({3, 0xb0, 64, 127, 3, 0x90, 60, 1, 3, 0x90, 60, 0, 0xff, 0xb0, 64, 0}),
          bytesOf({1, 0xf8, 1, 0xfe, 2, 0xc0, 5, 3, 0xe0, 0, 64, 3, 0xf2, 1, 1}),
          bytesOf({3, 0x90, 200, 255, 2, 0x90, 60, 3, 60, 60, 60, 0, 0, 3})};
}

}  // namespace

const FuzzTarget liveTarget{"live", run, seeds, 1500};

}  // namespace cadenza::test
