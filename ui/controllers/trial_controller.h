// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <optional>
#include <string>
#include <vector>

#include "core/learn/training_job.h"
#include "ui/controllers/background.h"

class QSettings;

namespace cadenza::ui {

/// What decides how fast a training learns on a machine before anything is changed about it,
/// whatever the music.
struct TrialKey {
  std::string recipe;
  NetworkSize size = NetworkSize::Small;
  DeviceChoice device = DeviceChoice::Auto;

  bool operator==(const TrialKey&) const = default;
};
[[nodiscard]] TrialKey trialKeyOf(const TrainingOptions& options);

/// How fast it learns, in notes a second.
struct Trial {
  double slow = 0;  ///< in its slower moments
  double fast = 0;  ///< in its faster ones

  bool operator==(const Trial&) const = default;
};

/// Notes over time, from which a trial's speed is taken: what came before the first report does not
/// count, for a training starts but once.
class TrialMeter {
 public:
  void add(double seconds, double notes);
  /// Of what is wanted, 0 to 1.
  [[nodiscard]] double fraction() const;
  /// Nothing as long as there are no two reports.
  [[nodiscard]] std::optional<Trial> trial() const;

 private:
  struct Report {
    double seconds = 0;
    double notes = 0;
  };
  std::vector<Report> reports_;
};

/// Measures how fast a recipe learns here, by a short real training into a folder that is thrown
/// away, and remembers it. One trial at a time, and none while a model is trained. GUI thread.
class TrialController : public QObject {
  Q_OBJECT

 public:
  /// `settings`, where trials are remembered, must outlive this.
  TrialController(TrainingJob::LearningSource learning, QSettings& settings,
                  QObject* parent = nullptr);
  ~TrialController() override;

  /// Ends in ended(), always.
  void measure(const TrainingOptions& options, TrainingJob::CorpusSource corpus);
  void cancel();
  [[nodiscard]] bool isRunning() const { return task_.isRunning(); }
  [[nodiscard]] std::optional<Trial> known(const TrialKey& key) const;

 Q_SIGNALS:
  void progressed(double fraction);
  /// Fails with Cancelled, or as Learning::train does.
  void ended(const cadenza::ui::TrialKey& key, const cadenza::Result<cadenza::ui::Trial>& trial);

 private:
  void finish(const TrialKey& key, const Result<Trial>& trial);

  TrainingJob::LearningSource learning_;
  QSettings& settings_;
  LatestValue<double> progress_;
  BackgroundTask task_;  // last: joins before the rest goes
};

}  // namespace cadenza::ui
