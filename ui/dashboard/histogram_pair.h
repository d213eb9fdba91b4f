// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <optional>

#include "core/base/distribution.h"
#include "ui/theme.h"

namespace cadenza::ui {

/// What a histogram counts.
enum class HistogramKind { Pitch, Seconds };

/// Two histograms with the same edges, as shares: that of the data as solid grey bars, that of what
/// the model writes over them as a dashed, hatched outline. Numbers beyond the edges are a bar of
/// their own at the end. The pointer reads out a bar.
class HistogramPair : public QWidget {
  Q_OBJECT

 public:
  /// `name` of what is counted ("Pitch"); `appearance` must outlive it.
  HistogramPair(const QString& name, HistogramKind kind, const Appearance& appearance,
                QWidget* parent = nullptr);

  /// `distance` is their total variation.
  void setHistograms(const Histogram& music, const Histogram& written, double distance);
  void clear();

  [[nodiscard]] QSize sizeHint() const override { return {260, 72}; }
  [[nodiscard]] QSize minimumSizeHint() const override { return {140, 56}; }
  /// What stands in the bar at `x`; empty beside the bars.
  [[nodiscard]] QString barText(int x) const;

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;

 private:
  struct Bar {
    double left = 0;  // of the room for bars, 0 to 1
    double right = 0;
    double data = 0;  // shares of all
    double written = 0;
    QString place;
  };
  void makeBars(const Histogram& music, const Histogram& written);
  [[nodiscard]] QRectF area() const;
  [[nodiscard]] QRectF barRect(const Bar& bar, double share) const;
  [[nodiscard]] QString edgeText(double edge) const;
  void paintTitle(QPainter& painter) const;
  void paintBars(QPainter& painter) const;
  void paintAxis(QPainter& painter) const;

  QString name_;
  HistogramKind kind_;
  const Appearance& appearance_;
  std::vector<Bar> bars_;
  std::vector<double> edges_;
  double binsBegin_ = 0;  // where the bars between the edges lie, as Bar::left
  double binsEnd_ = 1;
  double most_ = 0;  // the largest share
  std::optional<double> distance_;
};

/// A distance of two histograms (0 to 1) in words: "very close", "close", "some way off",
/// "far off".
[[nodiscard]] QString closenessText(double distance);

}  // namespace cadenza::ui
