// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace cadenza::ui {

class ElidedLabel;

/// A number with its name above it.
class Figure : public QWidget {
  Q_OBJECT

 public:
  explicit Figure(const QString& name, QWidget* parent = nullptr);
  void setValue(const QString& value);

 private:
  ElidedLabel* value_;
};

}  // namespace cadenza::ui
