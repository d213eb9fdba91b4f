// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"

#include <algorithm>
#include <exception>
#include <iostream>
#include <utility>

#include "app/cli/interrupts.h"

namespace cadenza::cli {
namespace {

constexpr int failed = 1;
constexpr int wrongUsage = 2;

int fail(const std::string& message, int code) {
  std::cerr << "cadenza-cli: " << message << std::endl;
  return code;
}

}  // namespace

Commands::Commands()
    : program_("Cadenza's composing, training and listening without its window.", "cadenza-cli") {
  program_.require_subcommand(1);
  program_.set_version_flag("--version", "cadenza-cli " CADENZA_CLI_VERSION);
}

CLI::App& Commands::add(const std::string& name, const std::string& description, Run run) {
  CLI::App* parser = program_.add_subcommand(name, description);
  parser->add_flag("--json", json_, "Print one JSON object");
  commands_.push_back({parser, std::move(run)});
  return *parser;
}

int Commands::run(int argc, char** argv) {
  try {
    program_.parse(argc, argv);
  } catch (const CLI::Success& wish) {
    return program_.exit(wish);
  } catch (const CLI::ParseError& problem) {
    if (argc < 2) std::cerr << program_.help() << '\n';
    return fail(std::string(problem.what()) + " (--help tells what there is)", wrongUsage);
  }
  const auto chosen = std::find_if(commands_.begin(), commands_.end(),
                                   [](const Command& c) { return c.parser->parsed(); });
  return perform(*chosen);
}

int Commands::perform(const Command& command) {
  const Interrupts interrupts;
  Console console(interrupts);
  try {
    const Result<Answer> answer = command.run(console);
    console.endProgress();
    const int signal = interrupts.signal();
    const int interrupted = signal == 0 ? 0 : Interrupts::exitCodeOf(signal);
    if (!answer) {
      const bool cancelled = answer.error().code == ErrorCode::Cancelled && signal != 0;
      return fail(answer.error().detail, cancelled ? interrupted : failed);
    }
    std::ostream& out = console.isOutputClaimed() ? std::cerr : std::cout;
    if (json_) {
      constexpr auto replaceBadText = Json::error_handler_t::replace;
      out << answer->json.dump(2, ' ', false, replaceBadText) << '\n';
    } else {
      out << answer->text;
    }
    out.flush();
    return out ? interrupted : fail("The answer can't be written.", failed);
  } catch (const std::bad_alloc&) {
    return fail("There is not enough memory.", failed);
  } catch (const std::exception& problem) {
    return fail(problem.what(), failed);
  }
}

}  // namespace cadenza::cli
