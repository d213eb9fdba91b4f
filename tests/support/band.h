// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/midi_bytes.h"

namespace cadenza::test {

/// A file of three parts with four notes: piano (one note on pitch 60, with pedal), two
/// notes of violins (72 and 76), and drums; at 150 quarters a minute.
[[nodiscard]] inline Bytes bandFile() {
  return midiFile(
      1, {track({0, 0xff, 3, 4, 'B', 'a', 'n', 'd', 0, 0xff, 0x51, 3, 0x06, 0x1a, 0x80}),
          track({0,  0xff, 3, 5,    'P', 'i', 'a', 'n',  'o', 0,  0xc0, 0,    0,  0xb0,
                 64, 127,  0, 0x90, 60,  100, 96,  0x80, 60,  64, 0,    0xb0, 64, 0}),
          track({0,    0xff, 3,  7,  'V',  'i', 'o', 'l', 'i',  'n', 's', 0,  0xc1, 40, 0,
                 0x91, 72,   90, 96, 0x81, 72,  64,  0,   0x91, 76,  90,  96, 0x81, 76, 64}),
          track({0, 0xff, 3, 5, 'D', 'r', 'u', 'm', 's', 0, 0x99, 35, 90, 96, 0x89, 35, 64})});
}

/// Two hands at one piano, a note each (48 and 72).
[[nodiscard]] inline Bytes twoHandsFile() {
  return midiFile(1, {track({0, 0xff, 0x51, 3, 0x06, 0x1a, 0x80}),
                      track({0, 0xc0, 0, 0, 0x90, 48, 90, 96, 0x80, 48, 64}),
                      track({0, 0xc1, 0, 0, 0x91, 72, 90, 96, 0x81, 72, 64})});
}

}  // namespace cadenza::test
