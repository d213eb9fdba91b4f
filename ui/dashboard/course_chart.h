// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPixmap>
#include <QTimer>
#include <QWidget>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "ui/dashboard/course_curves.h"
#include "ui/theme.h"

class QCustomPlot;
class QMouseEvent;
class QWheelEvent;

namespace cadenza::ui {

class MarksItem;
class ReadOutItem;
struct ReadOut;

/// What is to be seen at checkpoints, by their steps.
struct CheckpointMarks {
  std::optional<std::int64_t> heard;
  std::optional<std::int64_t> a;
  std::optional<std::int64_t> b;
  std::vector<std::int64_t> kept;
  std::vector<std::int64_t> audible;  ///< rising; of which a model is there
};

/// The loss curve of a training while it grows. Drawn at most ten times a second, and not while it
/// is hidden.
///
/// Wheel zooms (Ctrl: the losses), a drawn frame zooms into it, middle button or Shift drag it, a
/// double click shows the whole again; the pointer reads out. A click on a validation chooses it.
/// Keys: arrows go from validation to validation (Shift: finely), Enter chooses, + and - zoom,
/// 0 shows the whole, Esc ends reading.
class CourseChart : public QWidget {
  Q_OBJECT

 public:
  /// `appearance` must outlive the chart.
  explicit CourseChart(const Appearance& appearance, QWidget* parent = nullptr);
  ~CourseChart() override;

  /// `course` must live until another one is set; null shows none.
  void setCourse(const TrainingCourse* course, const Recipe& recipe);
  /// The course has grown: it is drawn soon.
  void refresh();
  /// Draws what is outdated at once, if it is seen.
  void drawNow();
  void setOverlays(std::vector<CourseOverlay> overlays);
  void setMarks(CheckpointMarks marks);
  void setLook(const CourseLook& look);
  [[nodiscard]] const CourseLook& look() const { return look_; }

  [[nodiscard]] bool isWhole() const { return !across_ && !upright_; }
  void showWhole();
  /// Shows `factor` of what is shown now, around the place read out or the middle.
  void zoom(double factor);

  [[nodiscard]] const TrainingCourse* course() const { return course_; }
  [[nodiscard]] const Recipe& recipe() const { return recipe_; }
  /// The chart as it is, without pointer, for a file.
  [[nodiscard]] QPixmap picture(QSize size, double scale);

  /// Reads out at a place of the axis, as if the pointer stood there; tells it to screen readers.
  void readOutAt(double place);
  [[nodiscard]] QString readOutText() const;
  /// Points drawn, and how often; for tests.
  [[nodiscard]] int trainingPoints() const;
  [[nodiscard]] int validationPoints() const;
  [[nodiscard]] int framesDrawn() const { return framesDrawn_; }
  [[nodiscard]] int pointsInAFrame() const;  ///< of all lines together
  /// Where a validation is drawn, in this widget; nothing if it isn't.
  [[nodiscard]] std::optional<QPoint> positionOf(std::int64_t step) const;

 Q_SIGNALS:
  /// A validation was clicked or chosen by the keyboard.
  void checkpointChosen(qint64 step);
  void wholeChanged(bool whole);

 protected:
  bool event(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void showEvent(QShowEvent* event) override;

 private:
  struct Span {
    double begin = 0;
    double end = 1;
  };

  void listen();
  void rearrange();

  void fitAxes();
  void placeMarks();
  [[nodiscard]] bool isAudible(std::int64_t step) const;
  void dress();
  void describe();
  [[nodiscard]] double wholeEnd() const;
  void setZoom(std::optional<Span> across, std::optional<Span> upright);
  void zoomAround(double factor, double share);
  void zoomTo(const QRect& frame);

  void pressed(QMouseEvent* event);
  void moved(QMouseEvent* event);
  void released(QMouseEvent* event);
  void wheeled(QWheelEvent* event);
  void readOutAtPixel(const QPoint& at);
  void readOut(const TrainingEvaluation& evaluation);
  [[nodiscard]] std::optional<ReadOut> readOutFor(const TrainingEvaluation& evaluation) const;
  void endReading();
  void drawReading();
  void tellReading();
  void stepReading(int direction);
  void nudgeReading(int direction);
  void keepInView(double place);
  [[nodiscard]] const TrainingEvaluation* evaluationAt(const QPoint& at) const;

  const Appearance& appearance_;
  const TrainingCourse* course_ = nullptr;
  Recipe recipe_;
  CourseLook look_;
  std::vector<CourseOverlay> overlays_;
  CheckpointMarks checkpoints_;
  QCustomPlot* plot_;
  std::unique_ptr<CourseCurves> curves_;
  MarksItem* marks_;
  ReadOutItem* reading_;
  std::optional<Span> across_;   // zoomed to; without it the whole
  std::optional<Span> upright_;  // the same of the losses
  std::optional<QPoint> pressedAt_;
  std::optional<QPoint> pulledFrom_;
  QTimer frame_;
  bool outdated_ = false;
  int framesDrawn_ = 0;
};

}  // namespace cadenza::ui
