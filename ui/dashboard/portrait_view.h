// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/learn/learning.h"
#include "ui/theme.h"

class QHBoxLayout;
class QLabel;
class QStackedLayout;

namespace cadenza::ui {

class HistogramPair;

/// What the model wrote at a validation beside what it learns from: three histograms, and how much
/// it repeats itself.
class PortraitView : public QWidget {
  Q_OBJECT

 public:
  /// `appearance` must outlive it.
  explicit PortraitView(const Appearance& appearance, QWidget* parent = nullptr);

  /// Shows one; null, or one without a portrait, shows why there is nothing.
  void setEvaluation(const TrainingEvaluation* evaluation, bool newest);

 Q_SIGNALS:
  /// The newest one is wanted, instead of the one that was chosen.
  void newestRequested();

 private:
  [[nodiscard]] static QHBoxLayout* makeLegend(const Appearance& appearance);

  QLabel* title_;
  QWidget* newest_;
  QStackedLayout* pages_;
  QLabel* nothing_;
  HistogramPair* pitch_;
  HistogramPair* step_;
  HistogramPair* duration_;
  QLabel* repeats_;
};

}  // namespace cadenza::ui
