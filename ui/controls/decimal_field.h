// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDoubleSpinBox>

namespace cadenza::ui {

/// A field for a decimal number that takes both the point and the comma for the decimal sign, typed
/// or pasted, whatever the language writes. There are no signs between thousands.
class DecimalField : public QDoubleSpinBox {
  Q_OBJECT

 public:
  explicit DecimalField(QWidget* parent = nullptr) : QDoubleSpinBox(parent) {}

  QValidator::State validate(QString& input, int& position) const override;
};

}  // namespace cadenza::ui
