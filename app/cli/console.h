// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "app/cli/interrupts.h"
#include "core/base/number_text.h"

namespace cadenza::cli {

/// What a command says while it works, on stderr, and how it learns that it shall stop. On a
/// terminal progress is one line that renews itself, elsewhere a line every few seconds. One
/// thread.
class Console {
 public:
  explicit Console(const Interrupts& interrupts);

  [[nodiscard]] const std::stop_token& stopToken() const { return stop_; }

  /// Returns what `read` returns, which only waits for input: an interrupt meanwhile ends the
  /// program at once.
  template <class Read>
  [[nodiscard]] auto waitFor(Read read) const {
    const OnlyWaiting waiting(interrupts_);
    return read();
  }

  /// The command writes the file `path`. Where that is standard output, the answer goes to stderr.
  void claimOutput(const std::string& path);
  [[nodiscard]] bool isOutputClaimed() const { return outputClaimed_; }

  /// Says a sentence.
  void say(const std::string& sentence);
  /// `fraction` (0 to 1) of the work is done; without `secondsLeft` the time left is reckoned from
  /// the time gone.
  void progress(double fraction, const std::string& doing,
                std::optional<double> secondsLeft = std::nullopt);
  /// Takes the line of progress away.
  void endProgress();

 private:
  using Clock = std::chrono::steady_clock;

  const Interrupts& interrupts_;
  std::stop_token stop_;
  bool terminal_;
  bool outputClaimed_ = false;
  bool lineShown_ = false;
  Clock::time_point started_ = Clock::now();
  Clock::time_point next_;
};

/// `text` that is safe on a terminal: each line as plainText makes it, of any length.
[[nodiscard]] std::string plainLines(std::string_view text);

/// 75 seconds are "1:15", 3,700 "1:01:40".
[[nodiscard]] std::string clockText(double seconds);

}  // namespace cadenza::cli
