// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/trial_controller.h"

#include <QSettings>
#include <QTemporaryDir>
#include <algorithm>
#include <cmath>

#include "core/base/thread_priority.h"

namespace cadenza::ui {

namespace {

constexpr int niceness = 10;         // as a training's own
constexpr double wantedSeconds = 6;  // of learning, after the first step
constexpr double wantedReports = 4;
constexpr double longestSeconds = 60;  // where a step takes that long
constexpr double pieceSeconds = 1;     // of which the slow and the fast are told apart
constexpr double hours = 24 * 60;      // never reached: a trial is stopped

QString settingsKey(const TrialKey& key, const char* end) {
  const char* device = key.device == DeviceChoice::Cpu    ? "cpu"
                       : key.device == DeviceChoice::Cuda ? "cuda"
                                                          : "auto";
  return QStringLiteral("trials/%1-%2-%3/%4")
      .arg(QString::fromStdString(key.recipe), QString::fromStdString(std::string(name(key.size))),
           QLatin1String(device), QLatin1String(end));
}

TrainingOptions shortened(TrainingOptions options, const QString& folder) {
  options.out = std::filesystem::path(folder.toStdString()) / "trial.safetensors";
  options.checkpoints.clear();
  options.resume = false;
  options.epochs.reset();
  options.minutes = hours;
  options.portraits = false;
  options.validateEveryMinutes = hours;
  return options;
}

// Learns until the meter has seen enough.
Result<Trial> learnShortly(Learning& learning, const Corpus& corpus, const TrainingOptions& options,
                           const std::function<void(double)>& report, std::stop_token stop) {
  std::stop_source enough;
  const std::stop_callback cancelled(stop, [&enough] { enough.request_stop(); });
  TrialMeter meter;
  TrainingObserver observer;
  observer.log = [](const std::string&) {};
  observer.evaluated = [](const TrainingEvaluation&) {};
  observer.progress = [&](const TrainingProgress& progress) {
    meter.add(progress.minutes * 60, static_cast<double>(progress.notes));
    report(meter.fraction());
    if (meter.fraction() >= 1) enough.request_stop();
  };
  const auto outcome = learning.train(corpus, options, observer, enough.get_token());
  if (stop.stop_requested()) return Error{ErrorCode::Cancelled, {}};
  if (!outcome) return outcome.error();
  if (const auto trial = meter.trial()) return *trial;
  return Error{ErrorCode::InputOutput, "The trial ended before its speed could be told."};
}

}  // namespace

TrialKey trialKeyOf(const TrainingOptions& options) {
  return {options.recipe.name, options.recipe.size, options.device};
}

void TrialMeter::add(double seconds, double notes) { reports_.push_back({seconds, notes}); }

double TrialMeter::fraction() const {
  if (reports_.empty()) return 0;
  const double last = reports_.back().seconds;
  const double byTime = (last - reports_.front().seconds) / wantedSeconds;
  const double byReports = static_cast<double>(reports_.size()) / wantedReports;
  return std::clamp(std::max(std::min(byTime, byReports), last / longestSeconds), 0.0, 1.0);
}

std::optional<Trial> TrialMeter::trial() const {
  std::vector<double> rates;
  for (std::size_t from = 0, to = 1; to < reports_.size(); ++to) {
    const double seconds = reports_[to].seconds - reports_[from].seconds;
    const bool isLast = to + 1 == reports_.size();
    if (seconds <= 0 || (seconds < pieceSeconds && !(isLast && rates.empty()))) continue;
    rates.push_back((reports_[to].notes - reports_[from].notes) / seconds);
    from = to;
  }
  std::erase_if(rates, [](double rate) { return !std::isfinite(rate) || rate <= 0; });
  if (rates.empty()) return std::nullopt;
  std::sort(rates.begin(), rates.end());
  return Trial{rates[(rates.size() - 1) / 4], rates[rates.size() - 1 - (rates.size() - 1) / 4]};
}

TrialController::TrialController(TrainingJob::LearningSource learning, QSettings& settings,
                                 QObject* parent)
    : QObject(parent),
      learning_(std::move(learning)),
      settings_(settings),
      progress_(this, [this](double fraction) { Q_EMIT progressed(fraction); }),
      task_(this) {}

TrialController::~TrialController() = default;

void TrialController::measure(const TrainingOptions& options, TrainingJob::CorpusSource corpus) {
  task_.start<Trial>(
      [this, options, corpus = std::move(corpus),
       learning = learning_](std::stop_token stop) -> Result<Trial> {
        giveWay(niceness);
        const QTemporaryDir folder;
        if (!folder.isValid()) {
          return Error{ErrorCode::AccessDenied, folder.errorString().toStdString()};
        }
        const auto door = learning();
        if (!door) return door.error();
        const auto pieces = corpus(stop);
        if (!pieces) return pieces.error();
        return learnShortly(
            **door, *pieces, shortened(options, folder.path()),
            [this](double fraction) { progress_.put(fraction); }, stop);
      },
      [this, key = trialKeyOf(options)](const Result<Trial>& trial) { finish(key, trial); });
}

void TrialController::cancel() { task_.requestStop(); }

void TrialController::finish(const TrialKey& key, const Result<Trial>& trial) {
  (void)progress_.take();
  if (trial) {
    settings_.setValue(settingsKey(key, "slow"), trial->slow);
    settings_.setValue(settingsKey(key, "fast"), trial->fast);
  }
  Q_EMIT ended(key, trial);
}

std::optional<Trial> TrialController::known(const TrialKey& key) const {
  const double slow = settings_.value(settingsKey(key, "slow")).toDouble();
  const double fast = settings_.value(settingsKey(key, "fast")).toDouble();
  if (!(slow > 0) || !(fast >= slow) || !std::isfinite(fast)) return std::nullopt;
  return Trial{slow, fast};
}

}  // namespace cadenza::ui
