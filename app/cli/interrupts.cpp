// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupts.h"

#include <pthread.h>
#include <unistd.h>

#include <string_view>

namespace cadenza::cli {
namespace {

constexpr int endWatching = SIGUSR1;
std::atomic<bool> onlyWaits = false;

// Safe in any state of the program.
[[noreturn]] void leave(int signal) {
  constexpr std::string_view sentence = "cadenza-cli: Stopped.\n";
  [[maybe_unused]] const ssize_t said = ::write(STDERR_FILENO, sentence.data(), sentence.size());
  ::_exit(Interrupts::exitCodeOf(signal));
}

}  // namespace

Interrupts::Interrupts() {
  sigemptyset(&signals_);
  for (const int signal : {SIGINT, SIGTERM, endWatching}) sigaddset(&signals_, signal);
  pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
  watcher_ = std::thread([this] { watch(); });
}

Interrupts::~Interrupts() {
  pthread_kill(watcher_.native_handle(), endWatching);
  watcher_.join();
}

void Interrupts::watch() {
  int signal = 0;
  while (sigwait(&signals_, &signal) == 0 && signal != endWatching) {
    int none = 0;
    const bool first = signal_.compare_exchange_strong(none, signal);
    if (!first || onlyWaits) leave(signal);
    source_.request_stop();
  }
}

OnlyWaiting::OnlyWaiting(const Interrupts& interrupts) {
  onlyWaits = true;
  if (const int signal = interrupts.signal(); signal != 0) leave(signal);
}

OnlyWaiting::~OnlyWaiting() { onlyWaits = false; }

}  // namespace cadenza::cli
