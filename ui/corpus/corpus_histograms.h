// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/corpus/corpus_statistics.h"
#include "ui/corpus/histogram_view.h"
#include "ui/theme.h"

class QLabel;

namespace cadenza::ui {

[[nodiscard]] HistogramPicture pitchPicture(const Histogram& histogram);
[[nodiscard]] HistogramPicture velocityPicture(const Histogram& histogram);
/// Of steps or durations, on timeEdges().
[[nodiscard]] HistogramPicture timePicture(const Histogram& histogram);
[[nodiscard]] HistogramPicture keyPicture(const CorpusStatistics& statistics);

/// How pitches, steps, durations, velocities and keys are distributed in what is learned from.
class CorpusHistograms : public QWidget {
  Q_OBJECT

 public:
  /// `appearance` must outlive the widget.
  explicit CorpusHistograms(const Appearance& appearance, QWidget* parent = nullptr);

  void show(const CorpusStatistics& statistics);

 private:
  HistogramView* pitch_;
  HistogramView* step_;
  HistogramView* duration_;
  HistogramView* velocity_;
  HistogramView* keys_;
  QLabel* sample_;
};

}  // namespace cadenza::ui
