// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSpinBox>

namespace cadenza::ui {

/// A key of the piano by its name, "C4" being middle C.
class PitchField : public QSpinBox {
  Q_OBJECT

 public:
  explicit PitchField(QWidget* parent = nullptr);

 protected:
  [[nodiscard]] QString textFromValue(int value) const override;
  [[nodiscard]] int valueFromText(const QString& text) const override;
  [[nodiscard]] QValidator::State validate(QString& text, int& position) const override;
};

}  // namespace cadenza::ui
