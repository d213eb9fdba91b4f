// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <filesystem>

#include "core/base/result.h"
#include "ui/dashboard/course_curves.h"
#include "ui/theme.h"

class QCheckBox;
class QComboBox;
class QToolButton;

namespace cadenza::ui {

class CourseChart;
class SegmentedControl;

/// The loss curve with what it is looked at by: axis, part of the loss, smoothing, zoom, and its
/// way into a file.
class CurveCard : public QWidget {
  Q_OBJECT

 public:
  /// `appearance` must outlive it.
  explicit CurveCard(const Appearance& appearance, QWidget* parent = nullptr);

  [[nodiscard]] CourseChart& chart() { return *chart_; }
  /// `name` is that of the run, for files; the rest as CourseChart::setCourse.
  void setCourse(const TrainingCourse* course, const Recipe& recipe, const QString& name);

  /// A PNG of the chart, or a CSV of the whole course; whole or not at all. Fail as writeFile does.
  [[nodiscard]] Result<void> savePicture(const std::filesystem::path& path);
  [[nodiscard]] Result<void> saveTable(const std::filesystem::path& path);

 private:
  [[nodiscard]] QWidget* makeControls(const Appearance& appearance);
  [[nodiscard]] QToolButton* makeExport();
  void takeLook();
  void showHeads();
  void ask(const QString& title, const QString& kind, const QString& suffix,
           Result<void> (CurveCard::*save)(const std::filesystem::path&));
  void tell(const Error& error);

  CourseChart* chart_;
  SegmentedControl* axis_;
  QComboBox* head_;
  QCheckBox* smoothed_;
  QCheckBox* logarithmic_;
  QToolButton* whole_;
  QToolButton* export_;
  QString name_;
};

}  // namespace cadenza::ui
