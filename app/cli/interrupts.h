// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <csignal>
#include <stop_token>
#include <thread>

namespace cadenza::cli {

/// Turns Ctrl-C (SIGINT) and SIGTERM into a stop token; a second one ends the program at once.
/// To be made before any other thread, which then leaves these signals to it. One a program.
class Interrupts {
 public:
  Interrupts();
  ~Interrupts();
  Interrupts(const Interrupts&) = delete;
  Interrupts& operator=(const Interrupts&) = delete;

  [[nodiscard]] std::stop_token token() const { return source_.get_token(); }

 private:
  void watch();

  std::stop_source source_;
  sigset_t signals_{};
  std::thread watcher_;
};

}  // namespace cadenza::cli
