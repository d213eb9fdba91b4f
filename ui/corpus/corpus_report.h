// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/corpus/scan.h"

class QLabel;
class QTreeWidget;

namespace cadenza::ui {

class Figure;

/// What a scan found: how many pieces, notes and hours, how they are split, and every file that
/// was left out with the reason.
class CorpusReport : public QWidget {
  Q_OBJECT

 public:
  explicit CorpusReport(QWidget* parent = nullptr);
  void show(const ScanReport& report);

 private:
  Figure* pieces_;
  Figure* notes_;
  Figure* hours_;
  QLabel* split_;
  QLabel* complete_;
  QTreeWidget* details_;
};

}  // namespace cadenza::ui
