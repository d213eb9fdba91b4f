// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/child_process.h"

namespace cadenza::test {

/// A JACK server of the test's own, on the dummy device, under a name of its own, which this
/// process takes for the default one as long as the object lives.
class JackServer {
 public:
  explicit JackServer(int frames = 256) : name_("cadenza-test-" + std::to_string(::getpid())) {
    ::setenv("JACK_DEFAULT_SERVER", name_.c_str(), 1);
    ::setenv("JACK_NO_START_SERVER", "1", 1);
    start(frames);
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
    server_ = std::make_unique<ChildProcess>(std::vector<std::string>{
        "jackd", "--no-realtime", "--sync", "--timeout", patience, "-n", name_, "-d", "dummy", "-r",
        std::to_string(sampleRate), "-p", std::to_string(frames)});
    runs_ = server_->started() && ChildProcess({"jack_wait", "-w", "-t", "10"}).wait() == 0;
  }
  void end() {
    server_->end();
    runs_ = false;
  }

 private:
  std::string name_;
  std::unique_ptr<ChildProcess> server_;
  bool runs_ = false;
};

}  // namespace cadenza::test
