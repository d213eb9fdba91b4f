// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/inputs.h"

#include <algorithm>
#include <iostream>
#include <string_view>

namespace cadenza::bench {

bool takeInputs(int& argc, char** argv, Inputs& inputs) {
  const auto take = [&](std::string_view name, std::filesystem::path& value) {
    char** const end = argv + argc;
    char** const found = std::find(argv + 1, end, name);
    if (found == end) return true;
    if (found + 1 == end) {
      std::cerr << name << " needs a path behind it.\n";
      return false;
    }
    value = found[1];
    std::copy(found + 2, end, found);
    argc -= 2;
    argv[argc] = nullptr;
    return true;
  };
  return take("--midi", inputs.midi) && take("--corpus", inputs.corpus) &&
         take("--model", inputs.model);
}

}  // namespace cadenza::bench
