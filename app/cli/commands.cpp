// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"

#include <algorithm>
#include <iostream>
#include <ostream>
#include <string_view>
#include <utility>

#include "app/cli/interrupts.h"
#include "core/base/caught.h"

namespace cadenza::cli {
namespace {

constexpr int failed = 1;
constexpr int wrongUsage = 2;

int fail(const std::string& message, int code) {
  std::cerr << "cadenza-cli: " << plainLines(message) << std::endl;
  return code;
}

std::string userText(const Error& error) {
  if (error.code == ErrorCode::Internal) {
    return "An internal error occurred, please report it: " + error.detail;
  }
  return error.detail.empty() ? "Failed: " + std::string(name(error.code)) + "." : error.detail;
}

// JSON escapes the controls up to 1F alone; DEL and C1 (C2 80 to C2 9F) act on a terminal, too.
std::string withEscapedControls(std::string_view json) {
  std::string text;
  text.reserve(json.size());
  for (std::size_t i = 0; i < json.size(); ++i) {
    const auto byte = static_cast<unsigned char>(json[i]);
    const auto next = static_cast<unsigned char>(i + 1 < json.size() ? json[i + 1] : 0);
    if (byte == 0x7f) {
      text += "\\u007f";
    } else if (byte == 0xc2 && next >= 0x80 && next < 0xa0) {
      constexpr std::string_view digits = "0123456789abcdef";
      text += std::string("\\u00") + (next < 0x90 ? '8' : '9') + digits[next & 0xf];
      ++i;
    } else {
      text += json[i];
    }
  }
  return text;
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
    return fail(std::string(problem.what()) + " (see --help)", wrongUsage);
  }
  const auto chosen = std::find_if(commands_.begin(), commands_.end(),
                                   [](const Command& c) { return c.parser->parsed(); });
  return perform(*chosen);
}

int Commands::perform(const Command& command) {
  const Interrupts interrupts;
  Console console(interrupts);
  const Result<void> done = caught([&]() -> Result<void> {
    const Result<Answer> answer = command.run(console);
    console.endProgress();
    if (!answer) return answer.error();
    return print(*answer, console.isOutputClaimed() ? std::cerr : std::cout);
  });
  const int signal = interrupts.signal();
  const int interrupted = signal == 0 ? 0 : Interrupts::exitCodeOf(signal);
  if (done) return interrupted;
  const bool cancelled = done.error().code == ErrorCode::Cancelled && signal != 0;
  return fail(userText(done.error()), cancelled ? interrupted : failed);
}

Result<void> Commands::print(const Answer& answer, std::ostream& out) const {
  if (json_) {
    constexpr auto replaceBadText = Json::error_handler_t::replace;
    out << withEscapedControls(answer.json.dump(2, ' ', false, replaceBadText)) << '\n';
  } else {
    out << plainLines(answer.text);
  }
  out.flush();
  if (out) return {};
  return Error{ErrorCode::InputOutput, "Can't write to standard output."};
}

}  // namespace cadenza::cli
