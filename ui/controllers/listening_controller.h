// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "core/score/score.h"
#include "ui/controllers/background.h"
#include "ui/controllers/composing_controller.h"
#include "ui/controllers/training_controller.h"

namespace cadenza::ui {

/// Music from tick 0 on: a seed, and what a model wrote behind it.
struct ContinuedMusic {
  Score score;
  Tick seedEnd = 0;  ///< 0: from nothing
};

/// Lets each checkpoint of a training go on from one and the same seed, the pinned one, off the GUI
/// thread and behind everything that plays. What they wrote is kept beside the run, where it
/// outlives their weights. GUI thread.
class ListeningController : public QObject {
  Q_OBJECT

 public:
  static constexpr int bars = 8;  ///< that a checkpoint writes

  /// `training` must outlive this. The pinned seed is kept in `seedFile`.
  ListeningController(TrainingController& training, ModelLoader load,
                      std::filesystem::path seedFile, QObject* parent = nullptr);
  ~ListeningController() override;

  /// What they go on from, from tick 0; empty: nothing.
  [[nodiscard]] const Score& seed() const { return seed_; }
  /// Everything is written anew when it is asked for.
  void pin(const Score& seed);

  /// What the checkpoint of `step` wrote from the pinned seed; null while it is not there.
  [[nodiscard]] std::shared_ptr<const ContinuedMusic> find(const std::string& run,
                                                           std::int64_t step) const;
  /// Asks for it before all others; ends in written() or failed(), which come later.
  void ask(const std::string& run, std::int64_t step);
  /// Writes the weights of a checkpoint into `out` as a model of that name; ends in kept() or
  /// failed(). One after the other: while it is keeping, nothing happens.
  void keep(const std::string& run, std::int64_t step, const QString& name,
            const std::filesystem::path& out);
  [[nodiscard]] bool isKeeping() const { return keeping_.isRunning(); }

 Q_SIGNALS:
  void kept(const std::string& run, qint64 step, const std::filesystem::path& model);
  void seedChanged();
  void written(const std::string& run, qint64 step);
  void failed(const std::string& run, qint64 step, const cadenza::Error& error);

 private:
  using Place = std::pair<std::string, std::int64_t>;  // a run and a step
  void queue(const Place& place, bool first);
  void startNext();
  void finish(const Place& place, int seedNumber, Result<ContinuedMusic> music);

  TrainingController& training_;
  ModelLoader load_;
  std::filesystem::path seedFile_;
  Score seed_;
  int seedNumber_ = 0;  // counts pinnings
  std::map<Place, std::shared_ptr<const ContinuedMusic>> music_;
  std::deque<Place> queue_;
  BackgroundTask task_;
  BackgroundTask keeping_;
};

/// Where what the checkpoint of `step` wrote from `seed` is kept.
[[nodiscard]] std::filesystem::path musicFile(const TrainingRun& run, const Score& seed,
                                              std::int64_t step);

}  // namespace cadenza::ui
