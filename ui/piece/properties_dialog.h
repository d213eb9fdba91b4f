// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "core/score/piece_properties.h"

class QLineEdit;

namespace cadenza::ui {

/// Asks for title, composer and copyright of a piece. GUI thread.
class PropertiesDialog : public QDialog {
  Q_OBJECT

 public:
  explicit PropertiesDialog(const PieceProperties& properties, QWidget* parent = nullptr);

  /// As they are in the fields, without outer spaces; the rest as it was given.
  [[nodiscard]] PieceProperties properties() const;

 private:
  PieceProperties given_;
  QLineEdit* title_;
  QLineEdit* composer_;
  QLineEdit* copyright_;
};

}  // namespace cadenza::ui
