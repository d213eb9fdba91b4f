// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/play/player.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "core/base/caught.h"
#include "core/play/playback.h"
#include "core/play/silent_sink.h"
#include "core/play/smooth_clock.h"

namespace cadenza {
namespace {

using SteadyClock = std::chrono::steady_clock;

double secondsBetween(SteadyClock::time_point from, SteadyClock::time_point to) {
  return std::chrono::duration<double>(to - from).count();
}

std::unique_ptr<NoteSink> madeBy(const Player::SinkFactory& makeSink) {
  std::string reason = "no sound: no sink was made";
  try {
    if (auto sink = makeSink()) return sink;
  } catch (...) {
    reason = "no sound: " + currentError().detail;
  }
  return std::make_unique<SilentSink>(reason);
}

// Notices when a sink should be made anew: its device went away, which stops its clock, or it only
// stands in for one.
class DeviceWatch {
 public:
  static constexpr double interval = 0.25;  // seconds from look to look

  [[nodiscard]] bool wantsAnother(NoteSink& sink) {
    const auto now = SteadyClock::now();
    const double sinkTime = sink.now();
    if (sinkTime != sinkTime_) {
      sinkTime_ = sinkTime;
      moved_ = now;
    }
    if (now - moved_ > longestStandstill) return true;
    return sink.provisional() && now - begun_ > retryInterval;
  }
  void begin() { begun_ = moved_ = SteadyClock::now(); }

 private:
  static constexpr std::chrono::milliseconds longestStandstill{700};
  static constexpr std::chrono::seconds retryInterval{1};

  double sinkTime_ = -1;
  SteadyClock::time_point moved_ = SteadyClock::now();
  SteadyClock::time_point begun_ = SteadyClock::now();
};

}  // namespace

struct Player::Worker {
  using Command = std::function<void(Playback&)>;

  // What the player thread knew when it last looked.
  struct Snapshot {
    State state;
    PlayedTrack track;
    double sinkTime = 0;
    SteadyClock::time_point taken;
  };

  explicit Worker(SinkFactory makeSink)
      : thread([this, makeSink = std::move(makeSink)](std::stop_token stop) {
          try {
            run(stop, makeSink);
          } catch (...) {
            const Error failure = currentError();
            const std::lock_guard lock(mutex);
            snapshot.state = State{};
            snapshot.state.ready = true;
            snapshot.state.sink = "the player stopped: " + failure.detail;
          }
        }) {}

  template <class Foresee>
  void post(Command command, Foresee foresee) {
    {
      const std::lock_guard lock(mutex);
      commands.push_back(std::move(command));
      foresee(snapshot);
    }
    wake.notify_one();
  }
  void post(Command command) {
    post(std::move(command), [](Snapshot&) {});
  }

  void run(const std::stop_token& stop, SinkFactory makeSink) {
    std::unique_ptr<NoteSink> sink = madeBy(makeSink);
    Playback playback(*sink);
    DeviceWatch watch;
    std::unique_lock lock(mutex);
    while (!stop.stop_requested()) {
      const std::vector<Command> taken = std::exchange(commands, {});
      SinkFactory another = std::exchange(wantedSink, {});
      lock.unlock();
      if (another || watch.wantsAnother(*sink)) {
        if (another) makeSink = std::move(another);
        replaceSink(sink, playback, makeSink);
        watch.begin();
      }
      for (const Command& command : taken) command(playback);
      const double wait = playback.advance().value_or(DeviceWatch::interval);
      lock.lock();
      if (hasWork()) continue;
      publish(playback, *sink);
      wake.wait_for(lock, stop, std::chrono::duration<double>(wait), [this] { return hasWork(); });
    }
    lock.unlock();
    sink->silence();
  }

  // The old device is given back before another is opened; libjack crashes otherwise.
  static void replaceSink(std::unique_ptr<NoteSink>& sink, Playback& playback,
                          const SinkFactory& makeSink) {
    SilentSink meanwhile("");
    playback.moveTo(meanwhile);
    sink.reset();
    sink = madeBy(makeSink);
    playback.moveTo(*sink);
  }

  void take(const MidiInput& input, Playback& playback) {
    playback.input(input.message);
    NoteSink& sink = playback.sink();
    const auto now = SteadyClock::now();
    const double sinkTime = clock.read(sink.now(), secondsBetween(SteadyClock::time_point(), now));
    const double late = secondsBetween(input.at, now) + sink.latency() + inputLatency;
    const PlayedInput played{input.message, secondsBetween(SteadyClock::time_point(), input.at),
                             playback.track().placeAt(sinkTime - late)};
    const std::lock_guard lock(mutex);
    history.add(played);
  }

  void publish(Playback& playback, NoteSink& sink) {
    snapshot.state.ready = true;
    snapshot.state.audible = sink.audible();
    snapshot.state.sink = sink.description();
    snapshot.state.playing = playback.playing();
    snapshot.track = playback.track();
    snapshot.taken = SteadyClock::now();
    snapshot.state.latency = sink.latency();
    snapshot.state.provisional = sink.provisional();
    snapshot.state.speed = playback.speed();
    snapshot.state.waits = playback.waits();
    snapshot.state.starvations = playback.starvations();
    snapshot.sinkTime =
        clock.read(sink.now(), secondsBetween(SteadyClock::time_point(), snapshot.taken));
  }

  [[nodiscard]] bool hasWork() const { return !commands.empty() || wantedSink; }

  std::mutex mutex;
  std::condition_variable_any wake;
  std::vector<Command> commands;  // guarded by mutex
  SinkFactory wantedSink;         // guarded by mutex
  Snapshot snapshot;              // guarded by mutex
  InputHistory history;           // guarded by mutex
  SmoothClock clock;              // of the thread, as is the next
  double inputLatency = 0;
  std::jthread thread;  // last: starts when the rest stands
};

Player::Player(SinkFactory makeSink) : worker_(std::make_unique<Worker>(std::move(makeSink))) {}

Player::~Player() = default;

void Player::setSchedule(std::shared_ptr<const Schedule> schedule) {
  worker_->post(
      [schedule = std::move(schedule)](Playback& playback) { playback.setSchedule(schedule); });
}

void Player::setSink(SinkFactory makeSink) {
  {
    const std::lock_guard lock(worker_->mutex);
    worker_->wantedSink = std::move(makeSink);
    worker_->snapshot.state.ready = false;
  }
  worker_->wake.notify_one();
}

void Player::input(const MidiInput& input) {
  worker_->post(
      [input, worker = worker_.get()](Playback& playback) { worker->take(input, playback); });
}

std::vector<PlayedInput> Player::inputs(std::uint64_t from) const {
  const std::lock_guard lock(worker_->mutex);
  return worker_->history.since(from);
}

std::uint64_t Player::inputCount() const {
  const std::lock_guard lock(worker_->mutex);
  return worker_->history.count();
}

void Player::setInputLatency(double seconds) {
  worker_->post([seconds, worker = worker_.get()](Playback&) { worker->inputLatency = seconds; });
}

void Player::setThru(bool on) {
  worker_->post([on](Playback& playback) { playback.setThru(on); });
}

// What a command brings about is shown by state() at once, not only when the thread has got to it.

void Player::play(const CountIn& countIn) {
  worker_->post([countIn](Playback& playback) { playback.play(countIn); },
                [](Worker::Snapshot& snapshot) { snapshot.state.playing = true; });
}

void Player::pause() {
  worker_->post([](Playback& playback) { playback.pause(); },
                [](Worker::Snapshot& snapshot) { snapshot.state.playing = false; });
}

void Player::seek(Tick tick) {
  worker_->post([tick](Playback& playback) { playback.seek(tick); },
                [tick](Worker::Snapshot& snapshot) {
                  snapshot.track = PlayedTrack{};
                  snapshot.track.held = std::clamp(tick, Tick{0}, maxTick);
                });
}

void Player::setSpeed(double speed) {
  worker_->post([speed](Playback& playback) { playback.setSpeed(speed); });
}

void Player::setLoop(std::optional<TickRange> range) {
  worker_->post([range](Playback& playback) { playback.setLoop(range); });
}

void Player::audition(int pitch, int velocity) {
  worker_->post([=](Playback& playback) { playback.audition(pitch, velocity); });
}

void Player::panic() {
  worker_->post([](Playback& playback) { playback.panic(); },
                [](Worker::Snapshot& snapshot) { snapshot.state.playing = false; });
}

Player::State Player::state() const {
  const std::lock_guard lock(worker_->mutex);
  const Worker::Snapshot& snapshot = worker_->snapshot;
  State state = snapshot.state;
  const double since = secondsBetween(snapshot.taken, SteadyClock::now());
  const auto place = snapshot.track.placeAt(snapshot.sinkTime + since - state.latency);
  state.position = place ? place->tick : snapshot.track.held;
  state.round = place ? place->round : 0;
  state.early = place ? place->early : 0;
  return state;
}

}  // namespace cadenza
