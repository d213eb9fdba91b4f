// SPDX-License-Identifier: GPL-3.0-or-later
// P12: how long the GUI thread is away from its events while a model learns on another thread, its
// curve is drawn and its checkpoints compose and are heard.
#include <benchmark/benchmark.h>

#include <QApplication>
#include <QElapsedTimer>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>
#include <algorithm>
#include <memory>
#include <vector>

#include "core/learn/learning_module.h"
#include "core/play/silent_sink.h"
#include "tests/bench/inputs.h"
#include "ui/controllers/corpus_controller.h"
#include "ui/controllers/listening_controller.h"
#include "ui/controllers/model_library.h"
#include "ui/controllers/playback_controller.h"
#include "ui/dashboard/listen_panel.h"
#include "ui/dashboard/training_page.h"
#include "ui/document.h"

namespace cadenza::ui {
namespace {

constexpr int seconds = 90;
constexpr double validateEveryMinutes = 0.1;
constexpr double blocked = 50;  // milliseconds

// The page with a training that runs on real music.
class Watched {
 public:
  explicit Watched(const std::filesystem::path& music) {
    page.resize(1440, 860);
    page.show();
    TrainingPlan plan;
    plan.options = defaultOptions(*findRecipe("score", NetworkSize::Small));
    plan.options.out = in("model.safetensors");
    plan.options.minutes = 60;
    plan.options.validateEveryMinutes = validateEveryMinutes;
    plan.corpus.places = {music};
    (void)training.add(plan);
    QObject::connect(&training, &TrainingController::evaluated, &page,
                     [this](const TrainingEvaluation& evaluation) {
                       page.findChild<ListenPanel*>()->choose(evaluation.point.step);
                     });
  }
  [[nodiscard]] std::filesystem::path in(const char* name) const {
    return folder.filePath(QString::fromLatin1(name)).toStdString();
  }

  QTemporaryDir folder;
  QSettings settings{folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
  Appearance appearance{ThemeChoice::Dark};
  Document document;
  PlaybackController playback{[] { return std::make_unique<SilentSink>("silent"); }};
  TrainingController::CacheFile cache = [this](const auto&) { return in("corpus.cache"); };
  CorpusController corpus{cache};
  TrainingController training{loadLearning, cache, in("runs")};
  ListeningController listening{training, loadComposer, in("seed.mid")};
  ModelLibrary models{in("models"), std::nullopt};
  TrainingPage page{
      {corpus, training, listening, models, document, playback, settings, appearance}};
};

// Milliseconds between turns of the event loop that a timer of 1 ms asks for.
std::vector<double> turns(int milliseconds) {
  std::vector<double> gaps;
  QElapsedTimer sinceTurn;
  QTimer tick;
  tick.setTimerType(Qt::PreciseTimer);
  QObject::connect(&tick, &QTimer::timeout, [&] {
    gaps.push_back(static_cast<double>(sinceTurn.nsecsElapsed()) * 1e-6);
    sinceTurn.start();
  });
  QEventLoop loop;
  QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
  sinceTurn.start();
  tick.start(1);
  loop.exec();
  std::sort(gaps.begin(), gaps.end());
  return gaps;
}

void watch(benchmark::State& state, const std::filesystem::path& music) {
  for ([[maybe_unused]] auto round : state) {
    Watched watched(music);
    const auto gaps = turns(seconds * 1000);
    const auto late = std::upper_bound(gaps.begin(), gaps.end(), blocked);
    state.counters["longest_ms"] = gaps.back();
    state.counters["p99.9_ms"] = gaps[(gaps.size() - 1) * 999 / 1000];
    state.counters["over_50_ms"] = static_cast<double>(gaps.end() - late);
    const TrainingRun* run = watched.training.current();
    state.counters["steps"] = run && !run->course.points().empty()
                                  ? static_cast<double>(run->course.points().back().step)
                                  : 0;
    state.counters["validations"] = run ? static_cast<double>(run->course.evaluations().size()) : 0;
  }
}

}  // namespace
}  // namespace cadenza::ui

namespace cadenza::bench {

void addTrainingBenchmarks(const Inputs& inputs) {
  if (inputs.corpus.empty()) return;
  static int argc = 1;
  static char name[] = "cadenza-bench";
  static char* argv[] = {name, nullptr};
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  benchmark::RegisterBenchmark(
      "P12/gui_while_training",
      [music = inputs.corpus](benchmark::State& state) {
        const std::unique_ptr<QApplication> made(qApp ? nullptr : new QApplication(argc, argv));
        ui::watch(state, music);
      })
      ->Iterations(1)
      ->Unit(benchmark::kSecond);
}

}  // namespace cadenza::bench
