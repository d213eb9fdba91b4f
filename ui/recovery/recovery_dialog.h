// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <memory>
#include <vector>

#include "core/project/recovery_file.h"
#include "ui/theme.h"

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace cadenza::ui {

/// Shows the work that was lost when a program died, piece by piece, and lets the user open it,
/// keep it for the next start or delete it. Deleting can be taken back until the dialog closes;
/// what nothing was decided about is kept. Blocks nothing. GUI thread.
class RecoveryDialog : public QDialog {
  Q_OBJECT

 public:
  /// `lost` is not empty; the appearance must outlive the dialog.
  RecoveryDialog(std::vector<LostPiece> lost, const Appearance& appearance,
                 QWidget* parent = nullptr);
  /// Deletes what is to be deleted, and keeps the rest.
  ~RecoveryDialog() override;

 Q_SIGNALS:
  /// To be moved from; its work can be read.
  void openRequested(cadenza::LostPiece& piece);

 private:
  class Row;

  void leave(Row* row);
  void updateClose();

  std::vector<Row*> rows_;
  QVBoxLayout* list_;
  QPushButton* close_;
};

}  // namespace cadenza::ui
