// SPDX-License-Identifier: GPL-3.0-or-later
// P9: a frame of the piano roll, 1920 x 1080 pixels, against QPainter on the same notes.
#include <benchmark/benchmark.h>

#include <QApplication>
#include <QImage>
#include <QPainter>
#include <algorithm>
#include <chrono>
#include <memory>
#include <vector>

#include "core/base/random.h"
#include "ui/piano_roll/hit_test.h"
#include "ui/piano_roll/lane_stack.h"
#include "ui/piano_roll/mini_map.h"
#include "ui/piano_roll/roll_painter.h"

namespace cadenza::ui {
namespace {

constexpr QSize frame(1920, 1080);
constexpr Tick onsetSpacing = 80;  // twelve notes a quarter, a dense performance

Score crowd(std::size_t count) {
  Random random(9);
  ScoreItems items;
  items.notes.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    items.notes.push_back({static_cast<Tick>(random.below(count * onsetSpacing)),
                           static_cast<Tick>(100 + random.below(1500)),
                           static_cast<std::uint8_t>(lowestPianoPitch + random.below(88)),
                           static_cast<std::uint8_t>(1 + random.below(127))});
  }
  return Score(std::move(items));
}

// A roll of `count` notes as wide as the frame.
struct Roll {
  explicit Roll(std::size_t count) {
    document.reset(crowd(count));
    state.changeView([](RollTransform& view) {
      view.resize(frame);
      view.fitPitch(lowestPianoPitch, highestPianoPitch);
    });
  }
  void show(TickRange range) {
    state.changeView([range](RollTransform& view) { view.fitTime(range, 0); });
  }
  void showAll() { show({0, state.contentEnd()}); }

  Document document;
  Appearance appearance{ThemeChoice::Dark};
  RollState state{document, appearance};
};

// Times each frame, so that its 99th percentile can be told beside the mean.
template <class Paint>
void measure(benchmark::State& state, const Paint& paint) {
  std::vector<double> times;
  for ([[maybe_unused]] auto round : state) {
    const auto begin = std::chrono::steady_clock::now();
    paint();
    times.push_back(
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin)
            .count());
  }
  std::sort(times.begin(), times.end());
  state.counters["median_ms"] = times[times.size() / 2];
  state.counters["p99_ms"] = times[times.size() * 99 / 100];
}

void measurePainter(benchmark::State& state, const Roll& roll) {
  RollPainter painter(roll.state);
  QImage image(frame, QImage::Format_RGB32);
  measure(state, [&] { painter.paint(image, 1); });
}

void wholeSong(benchmark::State& state) {
  Roll roll(static_cast<std::size_t>(state.range(0)));
  roll.showAll();
  measurePainter(state, roll);
}
BENCHMARK(wholeSong)
    ->Name("P9 whole song")
    ->Arg(100'000)
    ->Arg(1'000'000)
    ->Unit(benchmark::kMillisecond);

void thirtySeconds(benchmark::State& state) {
  Roll roll(static_cast<std::size_t>(state.range(0)));
  const Tick from = roll.state.contentEnd() / 2;
  roll.show({from, from + 60 * ticksPerQuarter});
  measurePainter(state, roll);
}
BENCHMARK(thirtySeconds)->Name("P9 thirty seconds")->Arg(100'000)->Unit(benchmark::kMillisecond);

void peerFillRect(benchmark::State& state) {
  Roll roll(static_cast<std::size_t>(state.range(0)));
  roll.showAll();
  QImage image(frame, QImage::Format_RGB32);
  const Theme& theme = roll.state.theme();
  measure(state, [&] {
    image.fill(theme.roll);
    QPainter painter(&image);
    for (const Note& note : roll.document.score().notes()) {
      painter.fillRect(roll.state.view().rectOf(note), theme.noteFill(note.velocity));
    }
  });
}
BENCHMARK(peerFillRect)
    ->Name("P9 peer QPainter::fillRect")
    ->Arg(100'000)
    ->Unit(benchmark::kMillisecond);

void hitTest(benchmark::State& state) {
  Roll roll(static_cast<std::size_t>(state.range(0)));
  roll.showAll();
  Random random(10);
  for ([[maybe_unused]] auto round : state) {
    const QPointF point(random.uniform() * frame.width(), random.uniform() * frame.height());
    benchmark::DoNotOptimize(hitNote(roll.document.score(), roll.state.view(), point));
  }
}
BENCHMARK(hitTest)->Name("P9 hit test")->Arg(100'000)->Unit(benchmark::kMicrosecond);

// The strips around the notes are painted together with them: all notes in view, and the map anew.
void strips(benchmark::State& state) {
  static int count = 1;
  static char name[] = "cadenza-bench";
  static char* arguments[] = {name, nullptr};
  qputenv("QT_QPA_PLATFORM", "offscreen");
  static const QApplication application(count, arguments);
  Roll roll(static_cast<std::size_t>(state.range(0)));
  WheelControl wheel(roll.state);
  LaneStack lanes(roll.state, wheel, nullptr);
  MiniMap map(roll.state, wheel, nullptr);
  lanes.resize(frame.width(), 240);
  map.resize(frame.width(), MiniMap::height);
  roll.showAll();
  QImage image(frame, QImage::Format_RGB32);
  measure(state, [&] {
    lanes.render(&image);
    map.render(&image);
  });
}
BENCHMARK(strips)
    ->Name("P9 lanes and map")
    ->Arg(100'000)
    ->Arg(1'000'000)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace cadenza::ui
