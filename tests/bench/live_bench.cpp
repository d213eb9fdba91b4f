// SPDX-License-Identifier: GPL-3.0-or-later
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/compose/composer.h"
#include "core/live/live_composer.h"
#include "core/live/player_stage.h"
#include "core/play/default_sink.h"
#include "tests/bench/inputs.h"
#include "tests/support/comes_true.h"
#include "tests/support/jack_server.h"

namespace cadenza::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double reserve = 0.25;      // seconds
constexpr double changeInterval = 5;  // seconds from one change of the controls to the next

double milliseconds(Clock::duration time) {
  return std::chrono::duration<double, std::milli>(time).count();
}

// Milliseconds of composing for each note, in their order.
using NoteTimes = std::shared_ptr<std::vector<double>>;

// Times each step of a stream and counts it to the note that it leads to.
class TimedStream final : public CompositionStream {
 public:
  TimedStream(std::unique_ptr<CompositionStream> stream, NoteTimes times)
      : stream_(std::move(stream)), times_(std::move(times)) {}

  [[nodiscard]] std::unique_ptr<CompositionStream> clone() const override {
    return std::make_unique<TimedStream>(stream_->clone(), times_);
  }
  void setControls(const Controls& controls) override { stream_->setControls(controls); }
  [[nodiscard]] Result<bool> advance() override {
    const std::size_t before = stream_->notesBegun();
    const auto begin = Clock::now();
    auto more = stream_->advance();
    pending_ += milliseconds(Clock::now() - begin);
    if (stream_->notesBegun() > before) times_->push_back(std::exchange(pending_, 0));
    return more;
  }
  [[nodiscard]] TickRange range() const override { return stream_->range(); }
  [[nodiscard]] Tick written() const override { return stream_->written(); }
  [[nodiscard]] std::size_t steps() const override { return stream_->steps(); }
  [[nodiscard]] std::size_t notesBegun() const override { return stream_->notesBegun(); }
  [[nodiscard]] Composition soFar(Tick since) const override { return stream_->soFar(since); }
  [[nodiscard]] Composition finish() override { return stream_->finish(); }

 private:
  std::unique_ptr<CompositionStream> stream_;
  NoteTimes times_;
  double pending_ = 0;
};

double quantile(std::vector<double> values, double share) {
  if (values.empty()) return NAN;
  const auto at = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  std::ranges::nth_element(values, values.begin() + at);
  return values[static_cast<std::size_t>(at)];
}

double medianOf(const std::vector<double>& values, std::size_t from, std::size_t count) {
  const auto begin = values.begin() + static_cast<std::ptrdiff_t>(std::min(from, values.size()));
  const auto left = static_cast<std::size_t>(values.end() - begin);
  return quantile({begin, begin + static_cast<std::ptrdiff_t>(std::min(count, left))}, 0.5);
}

// The last report of a session, to be waited for.
class Reports {
 public:
  void add(const LiveReport& report) {
    const std::lock_guard lock(mutex_);
    last_ = report;
    least_ =
        report.state == LiveState::WritingAhead ? std::min(least_, report.secondsAhead) : least_;
    changed_.notify_all();
  }
  // Whether the session ended within so many seconds.
  bool endsWithin(double seconds) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::duration<double>(seconds),
                             [&] { return last_ && last_->state == LiveState::Ended; });
  }
  [[nodiscard]] LiveReport last() {
    const std::lock_guard lock(mutex_);
    return last_.value_or(LiveReport{});
  }
  [[nodiscard]] double leastAhead() {
    const std::lock_guard lock(mutex_);
    return least_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<LiveReport> last_;
  double least_ = INFINITY;
};

Score seed() {
  ScoreItems items;
  Tick onset = 0;
  for (const int pitch : {60, 64, 67, 72, 71, 67, 65, 62, 60, 64, 67, 65, 64, 62, 59, 60}) {
    items.notes.push_back({onset, ticksPerQuarter / 2, static_cast<std::uint8_t>(pitch), 80});
    onset += ticksPerQuarter / 2;
  }
  return Score(std::move(items));
}

Controls controlsOf(int change) {
  Controls controls;
  controls.temperature = 0.8 + 0.1 * (change % 5);
  if (change % 2 == 0) controls.limits.key = Key{(7 * change) % 12, Scale::Major};
  return controls;
}

// Seconds from where the ear was when each change was asked for to the first note that it wrote.
std::vector<double> heardAfter(const std::vector<Tick>& asked, const LiveReport& last) {
  std::vector<double> seconds;
  if (!last.music || last.changes.size() != asked.size()) return seconds;
  const TempoMap tempo;
  const auto& notes = last.music->material.notes;
  for (std::size_t i = 0; i < asked.size(); ++i) {
    const auto next = std::ranges::lower_bound(notes, last.changes[i].tick, {}, &Note::onset);
    if (next == notes.end()) break;
    seconds.push_back(tempo.secondsAt(next->onset) - tempo.secondsAt(asked[i]));
  }
  return seconds;
}

void playOn(benchmark::State& state, const std::filesystem::path& model, double length) {
  auto checkpoint = loadCheckpoint(model);
  if (!checkpoint) return state.SkipWithError(checkpoint.error().detail.c_str());
  const auto composer = Composer::create(std::move(*checkpoint));
  if (!composer) return state.SkipWithError(composer.error().detail.c_str());
  const test::JackServer server;
  if (!server.runs()) return state.SkipWithError("no JACK server here");
  SoundSetup sound;
  sound.synth.driver = "jack";
  const auto player = std::make_shared<Player>([sound] { return makeSink(sound); });
  if (!test::comesTrue([&] { return player->state().ready; })) return;
  const auto times = std::make_shared<std::vector<double>>();
  const auto begin =
      [&, source = *composer](
          const ComposeRequest& request) -> Result<std::unique_ptr<CompositionStream>> {
    auto stream = source->begin(request);
    if (!stream) return stream.error();
    std::unique_ptr<CompositionStream> timed =
        std::make_unique<TimedStream>(std::move(*stream), times);
    return timed;
  };
  Reports reports;
  std::vector<Tick> asked;
  for ([[maybe_unused]] auto round : state) {
    PlayOnWish wish;
    wish.request.seed = seed();
    wish.reserve = reserve;
    LiveComposer live(std::make_shared<PlayerStage>(player), begin, wish,
                      [&](const LiveReport& report) { reports.add(report); });
    player->play();
    bool ended = false;
    for (int change = 0; change * changeInterval < length && !ended; ++change) {
      ended = reports.endsWithin(changeInterval);
      asked.push_back(player->state().position);
      live.setControls(controlsOf(change));
    }
    // What the last change wrote is to be there, too.
    (void)reports.endsWithin(1);
    live.stop();
    (void)reports.endsWithin(10);
  }
  const Player::State last = player->state();
  player->pause();
  if (reports.last().error) return state.SkipWithError(reports.last().error->detail.c_str());
  state.SetLabel(last.sink);
  state.counters["music_s"] = TempoMap().secondsAt(last.position);
  state.counters["underruns"] = reports.last().timesBehind;
  state.counters["waits"] = last.waits;  // one of them for the first notes, where they are late
  state.counters["starved_player"] = last.starvations;
  state.counters["least_ahead_s"] = reports.leastAhead();
  const std::vector<double> heard = heardAfter(asked, reports.last());
  state.counters["change_heard_median_s"] = quantile(heard, 0.5);
  state.counters["change_heard_max_s"] = quantile(heard, 1);
  state.counters["notes_composed"] = static_cast<double>(times->size());
  state.counters["note_median_ms"] = quantile(*times, 0.5);
  state.counters["note_p99.9_ms"] = quantile(*times, 0.999);
  state.counters["note_max_ms"] = quantile(*times, 1);
  state.counters["early_median_ms"] = medianOf(*times, 100, 100);
  state.counters["late_median_ms"] =
      medianOf(*times, times->size() - std::min<std::size_t>(100, times->size()), 100);
}

}  // namespace

// P6: a model plays on through FluidSynth on a JACK server with a dummy device, its controls
// changing every five seconds. What else the machine does is the business of who runs it.
void addLiveBenchmarks(const Inputs& inputs) {
  if (inputs.model.empty()) return;
  for (const int length : {20, 600}) {
    benchmark::RegisterBenchmark(
        ("P6/live/" + std::to_string(length) + "s").c_str(),
        [=](benchmark::State& state) { playOn(state, inputs.model, length); })
        ->Iterations(1)
        ->UseRealTime()
        ->Unit(benchmark::kSecond);
  }
}

}  // namespace cadenza::bench
