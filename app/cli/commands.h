// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <vector>

#include "app/cli/console.h"
#include "core/base/result.h"

namespace cadenza::cli {

using Json = nlohmann::ordered_json;

/// What a command answers, for people and for programs.
struct Answer {
  std::string text;
  Json json;
};

/// The commands of the program. Each has --json; what it answers goes to stdout, everything else to
/// stderr.
class Commands {
 public:
  using Run = std::function<Result<Answer>(Console&)>;

  Commands();

  /// Adds a command; its own options are then added to what is answered.
  CLI::App& add(const std::string& name, const std::string& description, Run run);

  /// Parses, runs and prints. Returns the exit code: 0, 1 for an error, 2 for wrong usage,
  /// 130 (Ctrl-C) or 143 (SIGTERM) where it was interrupted.
  int run(int argc, char** argv);

 private:
  struct Command {
    CLI::App* parser;
    Run run;
  };
  int perform(const Command& command);
  [[nodiscard]] Result<void> print(const Answer& answer, std::ostream& out) const;

  CLI::App program_;
  bool json_ = false;
  std::vector<Command> commands_;
};

// One file each: what the command does stands there.
void addInspect(Commands& commands);
void addCorpus(Commands& commands);
void addCompare(Commands& commands);
void addCompose(Commands& commands);
void addInfo(Commands& commands);
void addPack(Commands& commands);
void addPlay(Commands& commands);
void addPorts(Commands& commands);
void addRender(Commands& commands);
void addTrain(Commands& commands);
void addEvaluate(Commands& commands);

}  // namespace cadenza::cli
