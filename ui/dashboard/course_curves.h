// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPen>
#include <QString>
#include <memory>
#include <optional>
#include <vector>

#include "core/model/recipe.h"
#include "ui/dashboard/course_series.h"
#include "ui/theme.h"

class QCPGraph;
class QCustomPlot;

namespace cadenza::ui {

/// All heads at once, instead of one of them or their sum.
inline constexpr int everyHead = -2;

/// How a course is looked at.
struct CourseLook {
  CourseAxis axis = CourseAxis::Minutes;
  int head = totalLoss;  ///< or everyHead
  bool smoothed = true;  ///< raw losses then lie faintly behind
  bool logarithmic = false;
  bool operator==(const CourseLook&) const = default;
};

/// Another run's course, laid over.
struct CourseOverlay {
  QString name;
  std::shared_ptr<const TrainingCourse> course;
};

/// The graphs of a plot that show a course: training solid, validation dashed, other runs thinner
/// in colours of their own. Fills them anew each time; a course is bounded. GUI thread.
class CourseCurves {
 public:
  /// A line that is drawn, for who reads it out.
  struct Line {
    QString name;
    QPen pen;
    const Series* series;
    bool validation = false;
    int head = totalLoss;
    int overlay = -1;  ///< none
  };

  /// Both must outlive it.
  CourseCurves(QCustomPlot& plot, const Appearance& appearance);
  ~CourseCurves();

  /// Which lines there are.
  void arrange(const Recipe& recipe, const CourseLook& look, std::vector<CourseOverlay> overlays);
  /// Fills those of the run itself; null empties them.
  void fill(const TrainingCourse* course);
  /// Hands the lines to the plot, made for looking at that stretch: dashes of more validations than
  /// the eye can part would cost the most of all.
  void plotFor(double begin, double end);
  void dress();

  [[nodiscard]] std::vector<Line> lines() const;
  /// Places of what the run itself has reached; overlays reach further or less.
  [[nodiscard]] double reach() const;
  /// What an axis has to show between two places: each curve as lossRange has it, so that the few
  /// losses of the validations count as much as the many of the training.
  [[nodiscard]] std::optional<ValueRange> rangeBetween(double begin, double end,
                                                       bool logarithmic) const;
  [[nodiscard]] const std::vector<int>& heads() const { return heads_; }

 private:
  enum class Role { Raw, Training, Validation };
  struct Curve;
  void add(Role role, int head, int overlay);
  void fill(Curve& curve, const TrainingCourse& course);
  [[nodiscard]] QPen penOf(const Curve& curve) const;
  [[nodiscard]] QColor colourOf(const Curve& curve) const;
  [[nodiscard]] QString nameOf(const Curve& curve) const;
  [[nodiscard]] QString legendNameOf(const Curve& curve) const;
  void fillLegend();

  QCustomPlot& plot_;
  const Appearance& appearance_;
  Recipe recipe_;
  CourseLook look_;
  std::vector<CourseOverlay> overlays_;
  std::vector<int> heads_;
  std::vector<std::unique_ptr<Curve>> curves_;
};

/// "Total", or what the head is of, in words: "Time", "Notes", "Velocity".
[[nodiscard]] QString headTitle(const Recipe& recipe, int head);

}  // namespace cadenza::ui
