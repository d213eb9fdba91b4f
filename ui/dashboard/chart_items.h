// SPDX-License-Identifier: GPL-3.0-or-later
// What is painted over the curves; to be included after qcustomplot.h, by files compiled with Qt's
// keywords.
#pragma once

#include <qcustomplot.h>

#include <optional>
#include <vector>

#include "ui/theme.h"

namespace cadenza::ui {

/// A validation, which can be chosen. What it is shows by shape: a dot (its checkpoint can be
/// heard), a ring (it can't any more), a star (best), and badges above it (heard, A, B, kept).
struct ChartMark {
  double place = 0;
  double value = 0;
  QColor colour;
  bool audible = true;  ///< its model is there; a ring else
  bool best = false;
  bool heard = false;
  bool a = false;
  bool b = false;
  bool kept = false;
};

/// Paints checkpoints; dots that would touch the one before are left out.
class MarksItem : public QCPAbstractItem {
 public:
  /// Both must outlive it.
  MarksItem(QCustomPlot& plot, const Appearance& appearance);

  void setMarks(std::vector<ChartMark> marks) { marks_ = std::move(marks); }
  double selectTest(const QPointF&, bool, QVariant*) const override { return -1; }

 protected:
  void draw(QCPPainter* painter) override;

 private:
  void drawShape(QPainter& painter, const ChartMark& mark, const QPointF& at) const;
  void drawBadges(QPainter& painter, const ChartMark& mark, QPointF at) const;

  const Appearance& appearance_;
  std::vector<ChartMark> marks_;
};

/// The values at one place: a line down the chart, a dot on each curve and a box of words.
struct ReadOut {
  struct Line {
    QString text;
    QPen pen;  ///< as the curve is drawn
    double value = 0;
  };
  double place = 0;
  QString title;
  std::vector<Line> lines;
  QString hint;                      ///< below; may be empty
  std::optional<double> checkpoint;  ///< the value of the one that a click chooses
  /// All of it as a sentence.
  [[nodiscard]] QString sentence() const;
};

class ReadOutItem : public QCPAbstractItem {
 public:
  /// Both must outlive it.
  ReadOutItem(QCustomPlot& plot, const Appearance& appearance);

  void setReadOut(std::optional<ReadOut> readOut) { readOut_ = std::move(readOut); }
  [[nodiscard]] const std::optional<ReadOut>& readOut() const { return readOut_; }
  /// Whether the keyboard is here: drawn as a frame.
  void setFocused(bool focused) { focused_ = focused; }
  double selectTest(const QPointF&, bool, QVariant*) const override { return -1; }

 protected:
  void draw(QCPPainter* painter) override;

 private:
  [[nodiscard]] QRectF boxFor(double x) const;
  void drawBox(QPainter& painter, const QRectF& box) const;

  const Appearance& appearance_;
  std::optional<ReadOut> readOut_;
  bool focused_ = false;
};

}  // namespace cadenza::ui
