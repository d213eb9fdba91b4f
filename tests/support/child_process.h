// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <optional>
#include <string>
#include <vector>

namespace cadenza::test {

/// A program that runs beside the test, its output dropped; it is ended with the object.
class ChildProcess {
 public:
  explicit ChildProcess(std::vector<std::string> words) {
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    if (posix_spawnp(&id_, arguments[0], &actions, nullptr, arguments.data(), environ) != 0) {
      id_ = -1;
    }
    posix_spawn_file_actions_destroy(&actions);
  }
  ~ChildProcess() { end(); }
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  /// Whether it could be started at all.
  [[nodiscard]] bool started() const { return id_ > 0; }
  /// Waits until it ends by itself; its exit code, or nothing where a signal ended it.
  std::optional<int> wait() {
    int status = 0;
    if (id_ <= 0 || ::waitpid(id_, &status, 0) != id_) return std::nullopt;
    id_ = -1;
    return WIFEXITED(status) ? std::optional(WEXITSTATUS(status)) : std::nullopt;
  }
  void end() {
    if (id_ <= 0) return;
    ::kill(id_, SIGTERM);
    (void)wait();
  }

 private:
  pid_t id_ = -1;
};

}  // namespace cadenza::test
