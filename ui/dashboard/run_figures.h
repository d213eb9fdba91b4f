// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <optional>

#include "core/learn/training_run.h"
#include "ui/theme.h"

namespace cadenza::ui {

class Figure;
class Sparkline;

/// A training in figures, with how some of them went.
class RunFigures : public QWidget {
  Q_OBJECT

 public:
  /// `appearance` must outlive it.
  explicit RunFigures(const Appearance& appearance, QWidget* parent = nullptr);

  /// `latest` is the newest report of a run that is learning now.
  void setRun(const TrainingRun& run, const std::optional<TrainingProgress>& latest);
  void clear();

 private:
  struct Trend {
    Figure* figure;
    Sparkline* line;
  };
  Figure* add(const QString& name, const char* objectName = nullptr);
  Trend addTrend(const QString& name, const Appearance& appearance);
  void showTrends(const TrainingCourse& course);

  Figure* training_;
  Figure* validation_;
  Figure* epochs_;
  Figure* spent_;
  Figure* left_;
  Trend rate_;
  Trend learningRate_;
  Trend gradient_;
  Figure* device_;
};

/// How long `run` still takes, in words: exactly where minutes were given, else with a range.
[[nodiscard]] QString timeLeftText(const TrainingRun& run, const TrainingProgress& latest);

}  // namespace cadenza::ui
