// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace cadenza::ui {

class PartModel;

/// The parts of a MIDI file with ticks before them. Space ticks all rows that are selected.
class PartTable : public QTableView {
  Q_OBJECT

 public:
  /// The model must outlive the table.
  explicit PartTable(PartModel& model, QWidget* parent = nullptr);

 protected:
  void keyPressEvent(QKeyEvent* event) override;

 private:
  PartModel& model_;
};

}  // namespace cadenza::ui
