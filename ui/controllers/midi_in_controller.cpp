// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/midi_in_controller.h"

#include <chrono>
#include <mutex>
#include <utility>

#include "core/play/held_keys.h"
#include "ui/controllers/playback_controller.h"
#include "ui/settings/preferences.h"

namespace cadenza::ui {

using namespace std::chrono_literals;

namespace {

bool wantsPort(const MidiInSetup& setup) { return setup.virtualPort || !setup.port.empty(); }

bool onOnePort(const MidiInSetup& a, const MidiInSetup& b) {
  return a.port == b.port && a.virtualPort == b.virtualPort;
}

}  // namespace

// Between the reader's thread and whichever player is the target.
class MidiInController::Relay {
 public:
  void setTarget(MidiListener target) {
    const std::lock_guard lock(mutex_);
    held_.letGo([this](const MidiMessage& message) {
      if (target_) target_({message, std::chrono::steady_clock::now()});
    });
    target_ = std::move(target);
  }
  void pass(const MidiInput& input) {
    const std::lock_guard lock(mutex_);
    if (!target_) return;
    held_.follow(input.message);
    target_(input);
  }

 private:
  std::mutex mutex_;
  MidiListener target_;  // guarded by mutex_
  HeldKeys held_;        // guarded by mutex_
};

std::unique_ptr<MidiPortInput> MidiInController::openMidiPortInput(const MidiInSetup& setup,
                                                                   MidiListener listener) {
  return std::make_unique<MidiPortInput>(setup, std::move(listener));
}

MidiInController::MidiInController(Preferences& preferences, Opener open, QObject* parent)
    : QObject(parent),
      preferences_(preferences),
      open_(std::move(open)),
      relay_(std::make_shared<Relay>()) {
  connect(&preferences_, &Preferences::midiInChanged, this, [this] {
    if (!onOnePort(preferences_.midiIn(), opened_)) return reopen();
    if (input_) input_->setCurve(preferences_.midiIn().curve);
  });
  look_.setInterval(500ms);
  connect(&look_, &QTimer::timeout, this, &MidiInController::look);
  reopen();
}

MidiInController::~MidiInController() { input_.reset(); }

void MidiInController::setTarget(PlaybackController* target) {
  if (target == target_) return;
  target_ = target;
  aim();
}

MidiPortInput::State MidiInController::state() const {
  return input_ ? input_->state() : MidiPortInput::State{};
}

// A window that holds no device yet gets one only where there are hands to be heard.
void MidiInController::aim() {
  relay_->setTarget(target_ && input_ ? target_->listener() : MidiListener());
}

void MidiInController::reopen() {
  opened_ = preferences_.midiIn();
  input_.reset();
  if (wantsPort(opened_)) {
    input_ = open_(opened_, [relay = relay_](const MidiInput& input) { relay->pass(input); });
  }
  aim();
  input_ ? look_.start() : look_.stop();
  look();
}

void MidiInController::look() {
  MidiPortInput::State now = state();
  const bool same = now.open == seen_.open && now.text == seen_.text;
  seen_ = std::move(now);
  if (!same) Q_EMIT stateChanged();
}

}  // namespace cadenza::ui
