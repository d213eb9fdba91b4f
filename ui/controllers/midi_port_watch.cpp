// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/midi_port_watch.h"

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <utility>

#include "core/base/caught.h"

namespace cadenza::ui {

using namespace std::chrono_literals;

MidiPortWatch::MidiPortWatch(MakeLister makeLister, QObject* parent)
    : QObject(parent),
      makeLister_(std::move(makeLister)),
      latest_(this, [this](const MidiPortLists& lists) {
        if (std::exchange(found_, true) && lists == lists_) return;
        lists_ = lists;
        Q_EMIT changed();
      }) {}

MidiPortWatch::Lister MidiPortWatch::listerOfThisMachine() {
  return [ports = std::make_shared<MidiPorts>()] { return ports->list(); };
}

void MidiPortWatch::setLooking(bool looking) {
  thread_.request_stop();
  if (!looking) return;
  thread_ = std::jthread([this](const std::stop_token& stop) {
    try {
      look(stop);
    } catch (...) {
      latest_.put({{}, {}, {}, currentError().detail});
    }
  });
}

void MidiPortWatch::look(const std::stop_token& stop) {
  const Lister list = makeLister_();
  std::mutex mutex;
  std::condition_variable_any stopped;
  std::unique_lock lock(mutex);
  while (!stop.stop_requested()) {
    latest_.put(list());
    stopped.wait_for(lock, stop, 1s, [] { return false; });
  }
}

}  // namespace cadenza::ui
