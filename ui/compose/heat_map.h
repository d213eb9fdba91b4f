// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QStringList>
#include <QWidget>
#include <utility>
#include <vector>

#include "ui/theme.h"

namespace cadenza::ui {

/// A square of shares as colours, rows and columns named alike: row i is what the i-th looked at.
/// The pointer, or the arrow keys, choose a cell. GUI thread.
class HeatMap : public QWidget {
  Q_OBJECT

 public:
  /// `shares` is [names, names], row-major; the appearance must outlive the map.
  HeatMap(QStringList names, std::vector<float> shares, const Appearance& appearance,
          QWidget* parent = nullptr);

  /// The row and column of the cell that is chosen; (-1, -1) at first.
  [[nodiscard]] std::pair<int, int> cell() const { return {row_, column_}; }
  void setCell(int row, int column);
  [[nodiscard]] float share(int row, int column) const;
  [[nodiscard]] float largest() const { return largest_; }

  [[nodiscard]] QSize sizeHint() const override { return {560, 560}; }
  [[nodiscard]] QSize minimumSizeHint() const override { return {280, 280}; }

 Q_SIGNALS:
  void cellChanged(int row, int column);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;

 private:
  [[nodiscard]] int count() const { return static_cast<int>(names_.size()); }
  [[nodiscard]] QRectF square() const;
  void colour();
  void paintNames(QPainter& painter, const QRectF& square) const;
  void chooseAt(QPointF position);

  QStringList names_;
  std::vector<float> shares_;
  const Appearance& appearance_;
  float largest_ = 0;
  QImage image_;  // a pixel a cell
  int row_ = -1;
  int column_ = -1;
};

}  // namespace cadenza::ui
