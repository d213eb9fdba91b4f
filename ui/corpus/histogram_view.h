// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <QWidget>
#include <utility>
#include <vector>

#include "ui/theme.h"

namespace cadenza::ui {

/// What a histogram shows: heights side by side, and the words for them.
struct HistogramPicture {
  std::vector<double> values;
  QStringList names;                              ///< of each bar: "C4", "0.1 to 0.13 s"
  std::vector<std::pair<double, QString>> marks;  ///< below the axis; in bars from the left
  std::vector<bool> hollow;                       ///< bars drawn as outlines; may be empty
  QString unit;                                   ///< what is counted, in the singular: "note"
  QString summary;                                ///< said while no bar is looked at
};

/// Bars over a thin axis, with a read-out of the bar under the pointer, or of that which the arrow
/// keys have reached.
class HistogramView : public QWidget {
  Q_OBJECT

 public:
  /// `appearance` must outlive the view.
  HistogramView(const QString& title, const Appearance& appearance, QWidget* parent = nullptr);

  void show(HistogramPicture picture);
  [[nodiscard]] const HistogramPicture& picture() const { return picture_; }
  /// "C4: 1,234 notes (2.1 %)", or the summary.
  [[nodiscard]] QString readOut() const;

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  [[nodiscard]] QRectF plot() const;
  [[nodiscard]] QRectF bar(int index) const;
  [[nodiscard]] int count() const { return static_cast<int>(picture_.values.size()); }
  void lookAt(int index);
  void paintBars(QPainter& painter) const;
  void paintMarks(QPainter& painter) const;

  QString title_;
  const Appearance& appearance_;
  HistogramPicture picture_;
  double largest_ = 0;
  double total_ = 0;
  int looked_ = -1;
};

}  // namespace cadenza::ui
