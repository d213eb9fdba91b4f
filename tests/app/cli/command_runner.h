// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/temporary_folder.h"

namespace cadenza::test {

/// How a program ended and what it said.
struct Ran {
  int code = -1;  ///< 128 + n where signal n ended it
  std::string out;
  std::string err;

  [[nodiscard]] nlohmann::json json() const { return nlohmann::json::parse(out); }
};

/// Runs cadenza-cli in a folder of its own, with a cache and without resources of its own; of the
/// environment it is told the test's JACK server.
class CommandRunner {
 public:
  [[nodiscard]] Ran run(std::vector<std::string> arguments) const;
  /// The same with an interrupt (Ctrl-C) waiting for the program from its start on.
  [[nodiscard]] Ran runInterrupted(std::vector<std::string> arguments) const;
  /// The same with another signal: "INT" or "TERM".
  [[nodiscard]] Ran runSignalled(const std::string& signal,
                                 std::vector<std::string> arguments) const;
  /// Runs a shell script, in which "$0" is the program.
  [[nodiscard]] Ran runInShell(const std::string& script) const;
  /// Runs a shell command, in which "$0" is the program, and writes its standard output through a
  /// pipe to `file`. The code is that of the command.
  [[nodiscard]] Ran runIntoPipe(const std::string& command, const std::string& file) const;
  /// Runs the program and kills it with SIGKILL unless it ends within `seconds`; code 137 then.
  [[nodiscard]] Ran runKilledAfter(double seconds, std::vector<std::string> arguments) const;
  /// The same on a disk on which no file has room for more than `kibibytes`.
  [[nodiscard]] Ran runOnFullDisk(int kibibytes, std::vector<std::string> arguments) const;

  /// A file in the folder that the program runs in.
  [[nodiscard]] std::filesystem::path operator/(const std::string& name) const {
    return folder_ / name;
  }

 private:
  [[nodiscard]] int start(std::vector<std::string> words) const;
  [[nodiscard]] Ran finish(int process) const;

  TemporaryFolder folder_;
};

}  // namespace cadenza::test
