// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace cadenza::ui {

/// The wheel turns a slider, a number or a list only where that has the focus; over another one it
/// scrolls what that is in, and gives it no focus. Works for the whole program while it lives.
class WheelGuard : public QObject {
 public:
  explicit WheelGuard(QObject* parent);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace cadenza::ui
