// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>
#include <cstddef>

#include "ui/theme.h"

namespace cadenza::ui {

/// A small light that shines for a moment. What it says must stand beside it in words.
class ActivityLight : public QWidget {
  Q_OBJECT

 public:
  explicit ActivityLight(const Appearance& appearance, QWidget* parent = nullptr);
  void flash();
  [[nodiscard]] bool isLit() const { return off_.isActive(); }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  const Appearance& appearance_;
  QTimer off_;
};

/// How velocities are bent, drawn: as played from left to right, as taken from bottom to top.
class CurvePicture : public QWidget {
  Q_OBJECT

 public:
  explicit CurvePicture(const Appearance& appearance, QWidget* parent = nullptr);
  void setCurve(double curve);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  const Appearance& appearance_;
  double curve_ = 0;
};

}  // namespace cadenza::ui
