// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/console.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <utility>

#include "app/cli/output_path.h"
#include "core/base/plain_text.h"

namespace cadenza::cli {
namespace {

using namespace std::chrono_literals;
constexpr auto terminalInterval = 100ms;
constexpr auto lineInterval = 5s;

}  // namespace

Console::Console(const Interrupts& interrupts)
    : interrupts_(interrupts),
      stop_(interrupts.token()),
      terminal_(::isatty(STDERR_FILENO) != 0),
      next_(started_ + (terminal_ ? Clock::duration(terminalInterval) : lineInterval)) {}

void Console::claimOutput(const std::string& path) {
  outputClaimed_ = outputClaimed_ || isStandardOutput(path);
}

void Console::say(const std::string& sentence) {
  endProgress();
  std::cerr << plainLines(sentence) << std::endl;
}

void Console::progress(double fraction, const std::string& doing,
                       std::optional<double> secondsLeft) {
  const auto now = Clock::now();
  if (now < next_) return;
  next_ = now + (terminal_ ? Clock::duration(terminalInterval) : lineInterval);
  fraction = std::clamp(fraction, 0.0, 1.0);
  if (!secondsLeft && fraction > 0) {
    const double gone = std::chrono::duration<double>(now - started_).count();
    secondsLeft = gone * (1 - fraction) / fraction;
  }
  std::cerr << (terminal_ ? "\r\033[K" : "") << std::lround(100 * fraction) << " %";
  if (secondsLeft) std::cerr << ", " << clockText(*secondsLeft) << " left";
  std::cerr << "  " << plainText(doing);
  if (terminal_) {
    std::cerr << std::flush;
    lineShown_ = true;
  } else {
    std::cerr << std::endl;
  }
}

void Console::endProgress() {
  if (std::exchange(lineShown_, false)) std::cerr << "\r\033[K" << std::flush;
}

std::string plainLines(std::string_view text) {
  std::string plain;
  while (true) {
    const std::size_t end = text.find('\n');
    plain += plainText(text.substr(0, end), std::string::npos);
    if (end == std::string_view::npos) return plain;
    plain += '\n';
    text.remove_prefix(end + 1);
  }
}

std::string clockText(double seconds) {
  constexpr double longest = 360'000;
  const auto whole = static_cast<int>(std::lround(std::clamp(seconds, 0.0, longest)));
  std::array<char, 32> text{};
  if (whole >= 3600) {
    std::snprintf(text.data(), text.size(), "%d:%02d:%02d", whole / 3600, whole / 60 % 60,
                  whole % 60);
  } else {
    std::snprintf(text.data(), text.size(), "%d:%02d", whole / 60, whole % 60);
  }
  return text.data();
}

}  // namespace cadenza::cli
