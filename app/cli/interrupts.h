// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <csignal>
#include <stop_token>
#include <thread>

namespace cadenza::cli {

/// Turns Ctrl-C (SIGINT) and SIGTERM into a stop token; a second one ends the program at once, and
/// so does the first one while the program only waits (see OnlyWaiting).
/// To be made before any other thread, which then leaves these signals to it. One a program.
class Interrupts {
 public:
  Interrupts();
  ~Interrupts();
  Interrupts(const Interrupts&) = delete;
  Interrupts& operator=(const Interrupts&) = delete;

  [[nodiscard]] std::stop_token token() const { return source_.get_token(); }
  /// The signal that came first, or 0. Any thread.
  [[nodiscard]] int signal() const { return signal_; }
  /// What a program that this signal interrupted exits with: 130 for Ctrl-C, 143 for SIGTERM.
  [[nodiscard]] static int exitCodeOf(int signal) { return 128 + signal; }

 private:
  void watch();

  std::stop_source source_;
  std::atomic<int> signal_ = 0;
  sigset_t signals_{};
  std::thread watcher_;
};

/// While it lives, an interrupt ends the program at once: there is nothing to finish and nothing to
/// keep, and the system may hold the thread in a call that no token ends (a dead network mount).
/// The main thread.
class OnlyWaiting {
 public:
  explicit OnlyWaiting(const Interrupts& interrupts);
  ~OnlyWaiting();
  OnlyWaiting(const OnlyWaiting&) = delete;
  OnlyWaiting& operator=(const OnlyWaiting&) = delete;
};

}  // namespace cadenza::cli
