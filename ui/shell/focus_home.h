// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <functional>

class QWidget;

namespace cadenza::ui {

/// Brings the focus of a window back to where its user works: when a list that dropped down has
/// closed, when Enter ends a number, and when a button is clicked that takes no focus itself.
class FocusHome : public QObject {
 public:
  /// `home` returns the widget to go to, or null where the focus stays. Both outlive this.
  FocusHome(QWidget& window, std::function<QWidget*()> home);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void goHome();

  QWidget& window_;
  std::function<QWidget*()> home_;
};

}  // namespace cadenza::ui
