// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

#include "tests/support/child_process.h"

namespace cadenza::test {

/// The only one of this user's tests to have a JACK server, as long as the object lives. All
/// servers of a user share one database in /dev/shm, which jackd removes when it starts and when it
/// ends, whoever else has it mapped: two at a time end with a bus error now and then.
class JackTurn {
 public:
  JackTurn() {
    const std::string user = std::to_string(::getuid());
    const std::string lock = "/tmp/cadenza-test-jack-" + user;
    lock_ = ::open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock_ >= 0) ::flock(lock_, LOCK_EX);
    // Whoever had a turn before is gone, and so has its server to be. One that was killed may have
    // left a database that is the end of every later one.
    (void)ChildProcess({"pkill", "-KILL", "-u", user, "-f", "^jackd .*-n cadenza-test-"}).wait();
    std::error_code ignored;
    if (ChildProcess({"pgrep", "-u", user, "-x", "jackd"}).wait() == 1) {
      std::filesystem::remove_all("/dev/shm/jack_db-" + user, ignored);
    }
  }
  ~JackTurn() {
    if (lock_ >= 0) ::close(lock_);
  }
  JackTurn(const JackTurn&) = delete;
  JackTurn& operator=(const JackTurn&) = delete;

 private:
  int lock_ = -1;
};

/// A JACK server of the test's own, on the dummy device, under a name of its own, which this
/// process takes for the default one as long as the object lives.
class JackServer {
 public:
  /// Throws where there is a jackd and it does not start.
  explicit JackServer(int frames = 256) : name_("cadenza-test-" + std::to_string(::getpid())) {
    ::setenv("JACK_DEFAULT_SERVER", name_.c_str(), 1);
    ::setenv("JACK_NO_START_SERVER", "1", 1);
    if (ChildProcess({"jackd", "--version"}).wait() != 0) return;
    start(frames);
    if (!runs_) throw std::runtime_error("jackd does not start");
  }
  ~JackServer() {
    end();
    ::unsetenv("JACK_DEFAULT_SERVER");
  }
  JackServer(const JackServer&) = delete;
  JackServer& operator=(const JackServer&) = delete;

  /// Whether clients can come; false where there is no jackd.
  [[nodiscard]] bool runs() const { return runs_; }

  /// A period has `frames` at `sampleRate` a second.
  void start(int frames = 256, int sampleRate = 48'000) {
    // In step with its clients: else it drops what one brings too late on a busy machine.
    // Milliseconds; on a busy machine a client may be late, and is not to be thrown out for it.
    const std::string patience = "10000";
    // It ends with a test that crashes. 64 ports: its own 2048 take 100 MB of shared memory.
    server_ = std::make_unique<ChildProcess>(std::vector<std::string>{
        "setpriv", "--pdeathsig", "TERM", "jackd", "--no-realtime", "--sync", "--timeout", patience,
        "--port-max", "64", "-n", name_, "-d", "dummy", "-r", std::to_string(sampleRate), "-p",
        std::to_string(frames)});
    runs_ = server_->started() && ChildProcess({"jack_wait", "-w", "-t", "60"}).wait() == 0;
  }
  void end() {
    if (server_) server_->end();
    runs_ = false;
  }

 private:
  JackTurn turn_;
  std::string name_;
  std::unique_ptr<ChildProcess> server_;
  bool runs_ = false;
};

}  // namespace cadenza::test
