// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/decimal_field.h"

namespace cadenza::ui {

QValidator::State DecimalField::validate(QString& input, int& position) const {
  const QString sign = locale().decimalPoint();
  for (const QLatin1Char other : {QLatin1Char('.'), QLatin1Char(',')}) {
    if (sign.size() == 1 && sign != other && !suffix().contains(other))
      input.replace(other, sign[0]);
  }
  return QDoubleSpinBox::validate(input, position);
}

}  // namespace cadenza::ui
