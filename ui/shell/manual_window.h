// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLineEdit;
class QListWidget;
class QTextBrowser;

namespace cadenza::ui {

/// The user manual, docs/manual.md: its headings at the side, its text with pictures, and a field
/// that finds words in it. Shown beside the window by show(), so that both can be used.
class ManualWindow : public QDialog {
  Q_OBJECT

 public:
  explicit ManualWindow(QWidget* parent);

 private:
  void listHeadings();
  void go(int row);
  /// From the cursor on, and round.
  void find(bool backwards);

  QTextBrowser* text_;
  QListWidget* headings_;
  QLineEdit* search_;
};

}  // namespace cadenza::ui
