// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace cadenza::ui {

/// One line of text that ends in "…" where there is no room for all of it; then the tooltip shows
/// the whole. Takes any width.
class ElidedLabel : public QLabel {
  Q_OBJECT

 public:
  /// `role` as in makeLabel.
  explicit ElidedLabel(const char* role = nullptr, QWidget* parent = nullptr);

  [[nodiscard]] QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  bool event(QEvent* event) override;

 private:
  [[nodiscard]] bool fits() const;
};

}  // namespace cadenza::ui
