// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QWidget>

namespace cadenza::ui {

/// A number with its name above it.
class Figure : public QWidget {
  Q_OBJECT

 public:
  explicit Figure(const QString& name, QWidget* parent = nullptr);
  void setValue(const QString& value);
  [[nodiscard]] QString value() const { return value_->text(); }

 private:
  QLabel* value_;
};

}  // namespace cadenza::ui
