// SPDX-License-Identifier: GPL-3.0-or-later
// write_seeds FOLDER writes the seeds of each target into FOLDER/TARGET.
#include <cstdio>
#include <filesystem>
#include <string>

#include "core/base/safe_file.h"
#include "tests/fuzz/fuzz_target.h"

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  for (const auto& target : cadenza::test::fuzzTargets()) {
    const auto folder = std::filesystem::path(argv[1]) / target.name;
    std::filesystem::create_directories(folder);
    int number = 0;
    for (const auto& seed : target.seeds()) {
      const auto written = cadenza::writeFile(folder / ("seed-" + std::to_string(number++)), seed);
      if (!written) return std::fprintf(stderr, "%s\n", written.error().detail.c_str()), 1;
    }
  }
  return 0;
}
