// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

class QDoubleSpinBox;
class QSlider;

namespace cadenza::ui {

/// A number by slider and by keyboard: name above, slider and a field beside it.
class LabelledSlider : public QWidget {
  Q_OBJECT

 public:
  struct Scale {
    double low;
    double high;
    double step;
    int decimals;
  };

  LabelledSlider(const QString& name, const Scale& scale, QWidget* parent = nullptr);

  [[nodiscard]] double value() const;
  void setValue(double value);
  void setSuffix(const QString& suffix);
  /// Small words under the slider's ends.
  void setEnds(const QString& low, const QString& high);

 Q_SIGNALS:
  void valueChanged(double value);

 private:
  Scale scale_;
  QSlider* slider_;
  QDoubleSpinBox* field_;
};

}  // namespace cadenza::ui
