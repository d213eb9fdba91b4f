// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/midi/midi_parts.h"
#include "core/midi/midi_reader.h"
#include "core/midi/midi_writer.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/support/band.h"
#include "tests/support/midi_bytes.h"

namespace cadenza::test {
namespace {

void run(std::span<const std::byte> input) {
  (void)surveyMidi(input);
  const auto read = readMidi(input);
  if (!read) return require(!read.error().detail.empty(), "a reason");
  const auto written = writeMidi(read->score, read->title);
  const auto again = readMidi(written);
  require(again.hasValue(), "what is written can be read");
  const auto once = writeMidi(again->score, again->title);
  const auto twice = readMidi(once);
  require(twice.hasValue() && twice->score == again->score, "what was read twice stays equal");
}

std::vector<Bytes> seeds() {
  return {bandFile(),
          twoHandsFile(),
          midiFile(0, {track({0, 0x90, 60, 100, 0x83, 0x60, 0x80, 60, 64})}),
          midiFile(2, {track({0, 0x90, 60, 100, 96, 60, 0}), track({0, 0x91, 72, 90, 96, 72, 0})}),
          midiFile(1, {track({0, 0xff, 0x58, 4,   6,  3,    24, 8, 0, 0xff, 0x59, 2, 0xfd, 1,
                              0, 0xb0, 64,   127, 48, 0xb0, 64, 0, 0, 0xf0, 3,    1, 2,    0xf7})}),
          midiFile(1, {track({0, 0x90, 60, 100})}, 0xe728),
          chunk("RIFF", bytesOf({'R', 'M', 'I', 'D', 'd', 'a', 't', 'a', 4, 0, 0, 0}))};
}

}  // namespace

const FuzzTarget midiTarget{"midi", run, seeds, 1500};

}  // namespace cadenza::test
