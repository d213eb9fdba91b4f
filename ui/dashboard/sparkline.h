// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

#include "ui/theme.h"

namespace cadenza::ui {

/// A small line without axes: how a figure went. For the eye only; the figure beside it says the
/// value.
class Sparkline : public QWidget {
 public:
  /// `appearance` must outlive it.
  explicit Sparkline(const Appearance& appearance, QWidget* parent = nullptr);

  /// Draws means of `values`, as many as there is room for. What is not finite is left out.
  void setValues(std::vector<double> values);

  [[nodiscard]] QSize sizeHint() const override { return {44, 20}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  const Appearance& appearance_;
  std::vector<double> values_;
};

/// `values` as at most `count` means of neighbours; what is not finite is left out. Pure.
[[nodiscard]] std::vector<double> thinned(const std::vector<double>& values, std::size_t count);

}  // namespace cadenza::ui
