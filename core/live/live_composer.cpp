// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/live_composer.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

#include "core/base/caught.h"
#include "core/base/thread_priority.h"

namespace cadenza {
namespace {

constexpr double reportInterval = 0.1;  // seconds
constexpr int niceness = 2;             // the player has 0

std::unique_ptr<LiveMode> makeMode(LiveStage& stage, BeginComposing begin,
                                   LiveComposer::Wish wish) {
  if (auto* playOn = std::get_if<PlayOnWish>(&wish)) {
    return std::make_unique<PlayOnMode>(stage, std::move(begin), std::move(*playOn));
  }
  return std::make_unique<AnswerMode>(stage, std::move(begin), std::get<AnswerWish>(wish));
}

}  // namespace

struct LiveComposer::Worker {
  using Command = std::function<void(LiveMode&)>;

  Worker(std::shared_ptr<LiveStage> liveStage, BeginComposing begin, Wish wish, Listener hear)
      : stage(std::move(liveStage)),
        listener(std::move(hear)),
        thread([this, begin = std::move(begin), wish = std::move(wish)](std::stop_token stop) {
          run(stop, begin, wish);
        }) {}

  void post(Command command) {
    {
      const std::lock_guard lock(mutex);
      commands.push_back(std::move(command));
    }
    wake.notify_one();
  }

  void run(const std::stop_token& stop, const BeginComposing& begin, const Wish& wish) {
    giveWay(niceness);
    std::unique_ptr<LiveMode> mode;
    LiveReport last;
    const auto played = caught([&]() -> Result<void> {
      mode = makeMode(*stage, begin, wish);
      if (auto error = play(stop, *mode)) return *error;
      return {};
    });
    const auto told = caught([&]() -> Result<void> {
      if (mode) last = reportWithMusic(*mode);
      return {};
    });
    last.state = LiveState::Ended;
    if (!told) last.error = told.error();
    if (!played) last.error = played.error();
    listener(last);
  }

  static LiveReport reportWithMusic(LiveMode& mode) {
    LiveReport report = mode.report();
    report.music = std::make_shared<const Composition>(mode.music(0));
    report.changes = mode.changes();
    return report;
  }

  std::optional<Error> play(const std::stop_token& stop, LiveMode& mode) {
    while (!stop.stop_requested()) {
      for (const Command& command : takeCommands()) command(mode);
      const auto wait = mode.turn();
      if (!wait) return wait.error();
      report(mode);
      if (!*wait) break;
      std::unique_lock lock(mutex);
      wake.wait_for(lock, stop, std::chrono::duration<double>(**wait),
                    [this] { return !commands.empty(); });
    }
    return std::nullopt;
  }

  std::vector<Command> takeCommands() {
    const std::lock_guard lock(mutex);
    return std::exchange(commands, {});
  }

  void report(const LiveMode& mode) {
    LiveReport now = mode.report();
    const double moment = stage->now();
    if (now.state == reported && moment - reportedAt < reportInterval) return;
    now.since = reported ? mode.settled() : 0;
    now.music = std::make_shared<const Composition>(mode.music(now.since));
    reported = now.state;
    reportedAt = moment;
    listener(now);
  }

  std::shared_ptr<LiveStage> stage;
  Listener listener;
  std::mutex mutex;
  std::condition_variable_any wake;
  std::vector<Command> commands;      // guarded by mutex
  std::optional<LiveState> reported;  // of the thread, as is the next
  double reportedAt = 0;
  std::jthread thread;  // last: starts when the rest stands
};

LiveComposer::LiveComposer(std::shared_ptr<LiveStage> stage, BeginComposing begin, Wish wish,
                           Listener listener)
    : worker_(std::make_unique<Worker>(std::move(stage), std::move(begin), std::move(wish),
                                       std::move(listener))) {}

LiveComposer::~LiveComposer() = default;

void LiveComposer::setControls(const Controls& controls) {
  worker_->post([controls](LiveMode& mode) { mode.setControls(controls); });
}

void LiveComposer::setPiece(std::shared_ptr<const Score> piece) {
  worker_->post([piece = std::move(piece)](LiveMode& mode) { mode.setPiece(piece); });
}

void LiveComposer::setOptions(const ScheduleOptions& along) {
  worker_->post([along](LiveMode& mode) { mode.setOptions(along); });
}

void LiveComposer::stop() { worker_->thread.request_stop(); }

}  // namespace cadenza
