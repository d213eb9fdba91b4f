// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace cadenza::ui {

/// Who gets a key, for the whole program while it lives. Letters and Space are commands of the
/// window, whatever control has the focus: text fields alone keep them, and lists of which Space
/// ticks the rows (see keepSpace). A control keeps what it can't be used without: Enter presses
/// a button and opens a list, arrows walk and turn.
class FocusKeys : public QObject {
 public:
  explicit FocusKeys(QObject* parent);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace cadenza::ui
