// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace cadenza::ui {

/// Leaves a control that has the focus the keys that it needs itself, though they are shortcuts of
/// the window too: Space and Enter press a button, arrows turn a slider, letters search a list.
/// Text fields know by themselves what is text. Works for the whole program while it lives.
class FocusKeys : public QObject {
 public:
  explicit FocusKeys(QObject* parent);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace cadenza::ui
