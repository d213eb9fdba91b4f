// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupts.h"

#include <pthread.h>
#include <unistd.h>

namespace cadenza::cli {
namespace {

constexpr int interruptedExitCode = 130;
constexpr int endWatching = SIGUSR1;

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
    if (!source_.request_stop()) ::_exit(interruptedExitCode);
  }
}

}  // namespace cadenza::cli
