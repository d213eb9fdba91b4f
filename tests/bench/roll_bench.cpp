// SPDX-License-Identifier: GPL-3.0-or-later
// P9: a frame of the piano roll, 1920 x 1080 pixels, against what Qt does with the same notes.
#include <benchmark/benchmark.h>

#include <QApplication>
#include <QGraphicsScene>
#include <QImage>
#include <QPainter>
#include <algorithm>
#include <chrono>
#include <ctime>
#include <memory>
#include <vector>

#include "core/base/random.h"
#include "core/score/edits.h"
#include "ui/piano_roll/gesture.h"
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

double atRank(std::vector<double>& times, std::size_t percent) {
  std::sort(times.begin(), times.end());
  return times[(times.size() - 1) * percent / 100];
}

// Times each frame, so that its 99th percentile can be told beside the mean; by the processor's
// time as well, which neighbours on a busy machine disturb less.
template <class Paint>
void measure(benchmark::State& state, const Paint& paint) {
  std::vector<double> wall;
  std::vector<double> cpu;
  for ([[maybe_unused]] auto round : state) {
    const auto begin = std::chrono::steady_clock::now();
    const std::clock_t cpuBegin = std::clock();
    paint();
    cpu.push_back(1e3 * static_cast<double>(std::clock() - cpuBegin) / CLOCKS_PER_SEC);
    wall.push_back(
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin)
            .count());
  }
  state.counters["median_ms"] = atRank(wall, 50);
  state.counters["p99_ms"] = atRank(wall, 99);
  state.counters["cpu_median_ms"] = atRank(cpu, 50);
  state.counters["cpu_p99_ms"] = atRank(cpu, 99);
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

// What needs widgets or scenes; once for all.
void startApplication() {
  static int count = 1;
  static char name[] = "cadenza-bench";
  static char* arguments[] = {name, nullptr};
  qputenv("QT_QPA_PLATFORM", "offscreen");
  static const QApplication application(count, arguments);
}

void peerGraphicsView(benchmark::State& state) {
  startApplication();
  Roll roll(static_cast<std::size_t>(state.range(0)));
  roll.showAll();
  const Theme& theme = roll.state.theme();
  QGraphicsScene scene;
  for (const Note& note : roll.document.score().notes()) {
    scene.addRect(roll.state.view().rectOf(note), Qt::NoPen, theme.noteFill(note.velocity));
  }
  QImage image(frame, QImage::Format_RGB32);
  const QRectF whole({}, QSizeF(frame));
  measure(state, [&] {
    image.fill(theme.roll);
    QPainter painter(&image);
    scene.render(&painter, whole, whole);
  });
}
BENCHMARK(peerGraphicsView)
    ->Name("P9 peer QGraphicsView")
    ->Arg(100'000)
    ->Unit(benchmark::kMillisecond);

void measureHits(benchmark::State& state, const Roll& roll) {
  Random random(10);
  for ([[maybe_unused]] auto round : state) {
    const QPointF point(random.uniform() * frame.width(), random.uniform() * frame.height());
    const auto hit = hitNote(roll.document.score(), roll.state.view(), point);
    bool isSelected = hit && roll.document.isSelected(hit->note);
    benchmark::DoNotOptimize(isSelected);
  }
}

void hitTest(benchmark::State& state) {
  Roll roll(static_cast<std::size_t>(state.range(0)));
  roll.showAll();
  measureHits(state, roll);
}
BENCHMARK(hitTest)->Name("P9 hit test")->Arg(100'000)->Unit(benchmark::kMicrosecond);

// The strips around the notes are painted together with them: all notes in view, and the map anew.
void strips(benchmark::State& state) {
  startApplication();
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

Pointer pointerOver(const Roll& roll, const Note& note, Tick away) {
  const RollTransform& view = roll.state.view();
  const Tick tick = note.onset + away;
  return {{view.xOf(tick), view.yOf(note.pitch)}, static_cast<double>(tick), note.pitch, {}};
}

void hitTestInDrag(benchmark::State& state) {
  Roll roll(static_cast<std::size_t>(state.range(0)));
  roll.showAll();
  roll.document.selectAll();
  const Note note = roll.document.score().notes().front();
  const auto gesture = moveGesture(roll.state, pointerOver(roll, note, 0), note);
  gesture->move(pointerOver(roll, note, 100 * ticksPerQuarter));
  measureHits(state, roll);
}
BENCHMARK(hitTestInDrag)
    ->Name("P9 hit test, all selected and dragged")
    ->Arg(100'000)
    ->Unit(benchmark::kMicrosecond);

// One mouse move of a drag of everything, with the frame that it asks for.
void dragAll(benchmark::State& state) {
  Roll roll(static_cast<std::size_t>(state.range(0)));
  roll.showAll();
  roll.document.selectAll();
  const Note note = roll.document.score().notes().front();
  const auto gesture = moveGesture(roll.state, pointerOver(roll, note, 0), note);
  RollPainter painter(roll.state);
  QImage image(frame, QImage::Format_RGB32);
  Tick away = 0;
  measure(state, [&] {
    away = (away + 40 * ticksPerQuarter) % (4'000 * ticksPerQuarter);
    gesture->move(pointerOver(roll, note, away));
    painter.paint(image, 1);
  });
}
BENCHMARK(dragAll)->Name("P9 drag of all notes")->Arg(100'000)->Unit(benchmark::kMillisecond);

// The same for a rubber band over everything.
void bandOverAll(benchmark::State& state) {
  Roll roll(static_cast<std::size_t>(state.range(0)));
  roll.showAll();
  const auto gesture = selectGesture(roll.state, {{0, 0}, 0, 127, {}});
  RollPainter painter(roll.state);
  QImage image(frame, QImage::Format_RGB32);
  double x = 0;
  measure(state, [&] {
    x = x > 1900 ? 960 : x + 8;
    gesture->move({{x, 1079}, roll.state.view().tickAt(x), 0, {}});
    painter.paint(image, 1);
  });
}
BENCHMARK(bandOverAll)
    ->Name("P9 rubber band over all")
    ->Arg(100'000)
    ->Unit(benchmark::kMillisecond);

// An edit of everything, and its undo.
void editAll(benchmark::State& state) {
  Roll roll(static_cast<std::size_t>(state.range(0)));
  roll.document.selectAll();
  measure(state, [&] {
    roll.document.push("Move", moveNotes(roll.document.selection(), ticksPerQuarter, 0));
    roll.document.undoStack().undo();
  });
}
BENCHMARK(editAll)->Name("P9 edit of all and undo")->Arg(100'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace cadenza::ui
