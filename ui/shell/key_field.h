// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QPushButton>

namespace cadenza::ui {

/// A button that waits for a key once it is pressed, and gives it away; Esc or a click elsewhere
/// lets it be. Keys that the program knows are not obeyed meanwhile.
class KeyField : public QPushButton {
  Q_OBJECT

 public:
  explicit KeyField(QWidget* parent = nullptr);

  [[nodiscard]] bool isWaiting() const { return isChecked(); }

 Q_SIGNALS:
  /// One key with its modifiers, as it would be written: "?" rather than Shift+?.
  void captured(const QKeySequence& key);

 protected:
  bool event(QEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  void showState();
};

}  // namespace cadenza::ui
