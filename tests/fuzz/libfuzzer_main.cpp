// SPDX-License-Identifier: GPL-3.0-or-later
// A libFuzzer program for the one target CADENZA_FUZZ_TARGET.
#include <cstdint>

#include "tests/fuzz/fuzz_target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  cadenza::test::CADENZA_FUZZ_TARGET.run(std::as_bytes(std::span(data, size)));
  return 0;
}
