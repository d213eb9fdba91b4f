// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <exception>
#include <functional>

namespace cadenza::test {

/// A copy of this process that does some work, tells of its progress, and is killed: no handler
/// runs, nothing is flushed. Fork only while the test has one thread.
class ForkedChild {
 public:
  /// `work` runs in the child until it returns or is killed; each call of its argument sends a
  /// tick that awaitTick() gets.
  explicit ForkedChild(const std::function<void(const std::function<void()>& tick)>& work) {
    if (::pipe(ticks_.data()) != 0) return;
    id_ = ::fork();
    if (id_ != 0) {
      ::close(ticks_[1]);
      return;
    }
    ::close(ticks_[0]);
    try {
      work([this] {
        const char tick = 't';
        if (::write(ticks_[1], &tick, 1) != 1) ::_exit(2);
      });
    } catch (const std::exception&) {
      ::_exit(1);
    }
    ::_exit(0);
  }
  ~ForkedChild() { kill(); }
  ForkedChild(const ForkedChild&) = delete;
  ForkedChild& operator=(const ForkedChild&) = delete;

  [[nodiscard]] bool started() const { return id_ > 0; }
  /// Waits for the next tick; false when the child has ended.
  [[nodiscard]] bool awaitTick() const {
    char tick = 0;
    return ::read(ticks_[0], &tick, 1) == 1;
  }
  /// SIGKILL, and waits until it is gone.
  void kill() {
    if (id_ <= 0) return;
    ::kill(id_, SIGKILL);
    ::waitpid(id_, nullptr, 0);
    ::close(ticks_[0]);
    id_ = -1;
  }

 private:
  pid_t id_ = -1;
  std::array<int, 2> ticks_{};
};

}  // namespace cadenza::test
