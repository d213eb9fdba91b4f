// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/midi_port_systems.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <optional>

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

// jackd listens here; a server that was killed leaves its file behind.
std::optional<MidiSystem> jack() {
  const char* chosen = std::getenv("JACK_DEFAULT_SERVER");
  const std::string server = chosen == nullptr || *chosen == '\0' ? "default" : chosen;
  const std::string path = "/dev/shm/jack_" + server + "_" + std::to_string(::getuid()) + "_0";
  struct stat file {};
  if (::stat(path.c_str(), &file) != 0 || !answers(path)) return std::nullopt;
  using namespace std::chrono;
  const auto begun = seconds(file.st_ctim.tv_sec) + nanoseconds(file.st_ctim.tv_nsec);
  const auto age = system_clock::now().time_since_epoch() - begun;
  if (age >= seconds(0) && age < seconds(2)) return std::nullopt;
  return MidiSystem{MidiSystem::Kind::Jack, static_cast<long>(begun.count())};
}

}  // namespace

std::vector<MidiSystem> runningMidiSystems() {
  std::vector<MidiSystem> systems;
  if (const auto server = jack()) systems.push_back(*server);
  if (::access("/dev/snd/seq", R_OK | W_OK) == 0) systems.push_back({MidiSystem::Kind::Alsa, 0});
  return systems;
}

std::string name(MidiSystem::Kind kind) { return kind == MidiSystem::Kind::Jack ? "JACK" : "ALSA"; }

}  // namespace cadenza
