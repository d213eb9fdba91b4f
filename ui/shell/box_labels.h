// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace cadenza::ui {

/// On Linux Qt tells screen readers the value of a combo box as its name, unless a label belongs to
/// it. While this lives, each box of the program that has an accessible name and no label of its
/// own gets an unseen one. GUI thread.
class BoxLabels : public QObject {
 public:
  explicit BoxLabels(QObject* parent);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace cadenza::ui
