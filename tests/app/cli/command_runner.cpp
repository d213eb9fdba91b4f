// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/command_runner.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace cadenza::test {
namespace {

std::string contentOf(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<char*> pointersTo(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

// The attributes of a new process whose interrupts wait until it asks for them.
class Attributes {
 public:
  Attributes() {
    ::posix_spawnattr_init(&attributes_);
    sigset_t interrupts;
    sigemptyset(&interrupts);
    sigaddset(&interrupts, SIGINT);
    sigaddset(&interrupts, SIGTERM);
    ::posix_spawnattr_setsigmask(&attributes_, &interrupts);
    ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK);
  }
  ~Attributes() { ::posix_spawnattr_destroy(&attributes_); }
  Attributes(const Attributes&) = delete;
  Attributes& operator=(const Attributes&) = delete;
  [[nodiscard]] const posix_spawnattr_t* get() const { return &attributes_; }

 private:
  posix_spawnattr_t attributes_{};
};

// Where a new process runs and writes to.
class FileActions {
 public:
  explicit FileActions(const TemporaryFolder& folder) {
    constexpr int flags = O_WRONLY | O_CREAT | O_TRUNC;
    ::posix_spawn_file_actions_init(&actions_);
    ::posix_spawn_file_actions_addopen(&actions_, 0, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_addopen(&actions_, 1, (folder / ".out").c_str(), flags, 0600);
    ::posix_spawn_file_actions_addopen(&actions_, 2, (folder / ".err").c_str(), flags, 0600);
    ::posix_spawn_file_actions_addchdir_np(&actions_, folder.path().c_str());
  }
  ~FileActions() { ::posix_spawn_file_actions_destroy(&actions_); }
  FileActions(const FileActions&) = delete;
  FileActions& operator=(const FileActions&) = delete;
  [[nodiscard]] const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

}  // namespace

Ran CommandRunner::run(std::vector<std::string> arguments) const {
  arguments.insert(arguments.begin(), CADENZA_CLI);
  return finish(start(std::move(arguments)));
}

Ran CommandRunner::runInterrupted(std::vector<std::string> arguments) const {
  return runSignalled("INT", std::move(arguments));
}

Ran CommandRunner::runSignalled(const std::string& signal,
                                std::vector<std::string> arguments) const {
  // The shell's own interrupt is held back and handed on to the program that takes its place.
  arguments.insert(arguments.begin(),
                   {"/bin/sh", "-c", "kill -" + signal + " $$; exec \"$0\" \"$@\"", CADENZA_CLI});
  return finish(start(std::move(arguments)));
}

Ran CommandRunner::runInShell(const std::string& script) const {
  return finish(start({"/bin/sh", "-c", script, CADENZA_CLI}));
}

Ran CommandRunner::runIntoPipe(const std::string& command, const std::string& file) const {
  return runInShell("{ " + command + "; echo $? > .code; } | cat > " + file +
                    "; exit \"$(cat .code)\"");
}

Ran CommandRunner::runKilledAfter(double seconds, std::vector<std::string> arguments) const {
  arguments.insert(arguments.begin(),
                   {"/usr/bin/timeout", "-s", "KILL", std::to_string(seconds), CADENZA_CLI});
  return finish(start(std::move(arguments)));
}

Ran CommandRunner::runOnFullDisk(int kibibytes, std::vector<std::string> arguments) const {
  // The shell's ulimit counts half kibibytes; the signal is ignored, so that the write fails.
  const std::string limit = "ulimit -f " + std::to_string(2 * kibibytes);
  arguments.insert(
      arguments.begin(),
      {"/bin/sh", "-c", "trap '' XFSZ; " + limit + "; exec \"$0\" \"$@\"", CADENZA_CLI});
  return finish(start(std::move(arguments)));
}

int CommandRunner::start(std::vector<std::string> words) const {
  std::vector<std::string> environment = {"XDG_CACHE_HOME=" + (folder_ / ".cache").string(),
                                          "CADENZA_RESOURCES=" + (folder_ / "resources").string(),
                                          "PATH=/usr/bin:/bin"};
  if (const char* server = std::getenv("JACK_DEFAULT_SERVER")) {
    environment.push_back(std::string("JACK_DEFAULT_SERVER=") + server);
  }
  const Attributes attributes;
  const FileActions actions(folder_);
  pid_t process = 0;
  if (::posix_spawn(&process, words[0].c_str(), actions.get(), attributes.get(),
                    pointersTo(words).data(), pointersTo(environment).data()) != 0) {
    throw std::runtime_error("can't start " + words[0]);
  }
  return process;
}

Ran CommandRunner::finish(int process) const {
  int status = 0;
  if (::waitpid(process, &status, 0) != process) throw std::runtime_error("the process is gone");
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return {code, contentOf(folder_ / ".out"), contentOf(folder_ / ".err")};
}

}  // namespace cadenza::test
