// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QSpinBox;

namespace cadenza::ui {

/// Asks how long a training goes on.
class MinutesDialog : public QDialog {
  Q_OBJECT

 public:
  MinutesDialog(const QString& title, const QString& sentence, int minutes,
                QWidget* parent = nullptr);

  [[nodiscard]] int minutes() const;

 private:
  QSpinBox* minutes_;
};

}  // namespace cadenza::ui
