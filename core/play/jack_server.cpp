// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/jack_server.h"

#include <dlfcn.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>
#include <thread>

namespace cadenza {
namespace {

bool answers(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof(address.sun_path)) return false;
  std::copy(path.begin(), path.end(), address.sun_path);
  const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (socket < 0) return false;
  const auto* generic = reinterpret_cast<const sockaddr*>(&address);
  const bool connected = ::connect(socket, generic, sizeof(address)) == 0;
  ::close(socket);
  return connected;
}

// Its libjack has the same name and listens elsewhere.
bool isPipeWire() {
  void* open = ::dlsym(RTLD_DEFAULT, "jack_client_open");
  Dl_info library{};
  if (open == nullptr || ::dladdr(open, &library) == 0) return false;
  return std::string_view(library.dli_fname).find("pipewire") != std::string_view::npos;
}

}  // namespace

std::optional<JackServerRun> runningJackServer() {
  const char* chosen = std::getenv("JACK_DEFAULT_SERVER");
  const std::string server = chosen == nullptr || *chosen == '\0' ? "default" : chosen;
  // jackd listens here; a server that was killed leaves its file behind.
  const std::string path = "/dev/shm/jack_" + server + "_" + std::to_string(::getuid()) + "_0";
  struct stat file {};
  if (::stat(path.c_str(), &file) != 0 || !answers(path)) return std::nullopt;
  using namespace std::chrono;
  const auto begun = seconds(file.st_ctim.tv_sec) + nanoseconds(file.st_ctim.tv_nsec);
  const auto age = duration_cast<milliseconds>(system_clock::now().time_since_epoch() - begun);
  // A clock that was set back says nothing.
  return JackServerRun{static_cast<long>(begun.count()), age.count() < 0 ? settledJackServer : age};
}

Result<void> awaitJackServer() {
  if (isPipeWire()) return {};
  const auto server = runningJackServer();
  if (!server) return Error{ErrorCode::DeviceUnavailable, "No JACK server is running."};
  if (server->age < settledJackServer) std::this_thread::sleep_for(settledJackServer - server->age);
  return {};
}

}  // namespace cadenza
