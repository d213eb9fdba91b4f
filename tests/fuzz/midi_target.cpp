// SPDX-License-Identifier: GPL-3.0-or-later
#include <zlib.h>

#include "core/base/gzip.h"
#include "core/midi/midi_parts.h"
#include "core/midi/midi_reader.h"
#include "core/midi/midi_writer.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/support/band.h"
#include "tests/support/midi_bytes.h"

namespace cadenza::test {
namespace {

constexpr std::size_t largestExpanded = std::size_t{64} << 10;

void runMidi(std::span<const std::byte> input) {
  (void)surveyMidi(input);
  const auto read = readMidi(input);
  if (!read) return require(!read.error().detail.empty(), "a reason");
  const auto written = writeMidi(read->score, read->properties);
  const auto again = readMidi(written);
  require(again.hasValue(), "what is written can be read");
  const auto once = writeMidi(again->score, again->properties);
  const auto twice = readMidi(once);
  require(twice.hasValue() && twice->score == again->score, "what was read twice stays equal");
  require(again->properties == twice->properties, "what a piece says about itself stays equal");
}

void run(std::span<const std::byte> input) {
  if (!isGzip(input)) return runMidi(input);
  const auto expanded = expandGzip(input, largestExpanded);
  if (!expanded) return require(!expanded.error().detail.empty(), "a reason");
  require(expanded->size() <= largestExpanded, "no more than the limit is expanded");
  runMidi(*expanded);
}

Bytes compressed(Bytes content) {
  z_stream stream{};
  constexpr int gzip = 16;
  const int ready = ::deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, MAX_WBITS + gzip, 8,
                                   Z_DEFAULT_STRATEGY);
  require(ready == Z_OK, "a compressor");
  Bytes bytes(::deflateBound(&stream, static_cast<uLong>(content.size())));
  stream.next_in = reinterpret_cast<Bytef*>(content.data());
  stream.avail_in = static_cast<uInt>(content.size());
  stream.next_out = reinterpret_cast<Bytef*>(bytes.data());
  stream.avail_out = static_cast<uInt>(bytes.size());
  require(::deflate(&stream, Z_FINISH) == Z_STREAM_END, "compressed bytes");
  bytes.resize(stream.total_out);
  ::deflateEnd(&stream);
  return bytes;
}

std::vector<Bytes> seeds() {
  return {bandFile(),
          twoHandsFile(),
          midiFile(0, {track({0, 0x90, 60, 100, 0x83, 0x60, 0x80, 60, 64})}),
          midiFile(2, {track({0, 0x90, 60, 100, 96, 60, 0}), track({0, 0x91, 72, 90, 96, 72, 0})}),
          midiFile(1, {track({0, 0xff, 0x58, 4,   6,  3,    24, 8, 0, 0xff, 0x59, 2, 0xfd, 1,
                              0, 0xb0, 64,   127, 48, 0xb0, 64, 0, 0, 0xf0, 3,    1, 2,    0xf7})}),
          midiFile(1, {track({0, 0x90, 60, 100})}, 0xe728),
          chunk("RIFF", bytesOf({'R', 'M', 'I', 'D', 'd', 'a', 't', 'a', 4, 0, 0, 0})),
          compressed(bandFile()),
          compressed({})};
}

}  // namespace

const FuzzTarget midiTarget{"midi", run, seeds, 1500};

}  // namespace cadenza::test
