// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/labelled_slider.h"

#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSlider>
#include <cmath>

#include "ui/controls/decimal_field.h"
#include "ui/controls/widgets.h"

namespace cadenza::ui {

namespace {

constexpr int fieldWidth = 92;

}  // namespace

LabelledSlider::LabelledSlider(const QString& name, const Scale& scale, QWidget* parent)
    : QWidget(parent), scale_(scale), slider_(new QSlider(Qt::Horizontal)) {
  field_ = new DecimalField;
  field_->setRange(scale.low, scale.high);
  field_->setSingleStep(scale.step);
  field_->setDecimals(scale.decimals);
  field_->setFixedWidth(fieldWidth);
  field_->setAccessibleName(name);
  slider_->setRange(0, static_cast<int>(std::lround((scale.high - scale.low) / scale.step)));
  slider_->setAccessibleName(name);
  slider_->setValue(static_cast<int>(std::lround((field_->value() - scale.low) / scale.step)));

  auto* layout = new QGridLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setHorizontalSpacing(12);
  layout->setVerticalSpacing(0);
  layout->addWidget(makeLabel(name), 0, 0, 1, 2);
  layout->addWidget(slider_, 1, 0);
  layout->addWidget(field_, 1, 1);
  layout->setRowMinimumHeight(0, 20);

  connect(slider_, &QSlider::valueChanged, this,
          [this](int step) { field_->setValue(scale_.low + step * scale_.step); });
  connect(field_, &QDoubleSpinBox::valueChanged, this, [this](double value) {
    const QSignalBlocker quiet(slider_);
    slider_->setValue(static_cast<int>(std::lround((value - scale_.low) / scale_.step)));
    Q_EMIT valueChanged(value);
  });
}

double LabelledSlider::value() const { return field_->value(); }

void LabelledSlider::setValue(double value) { field_->setValue(value); }

void LabelledSlider::setSuffix(const QString& suffix) { field_->setSuffix(suffix); }

void LabelledSlider::setEnds(const QString& low, const QString& high) {
  auto* row = new QHBoxLayout;
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(makeLabel(low, "small"));
  row->addStretch();
  row->addWidget(makeLabel(high, "small"));
  static_cast<QGridLayout*>(layout())->addLayout(row, 2, 0);
}

}  // namespace cadenza::ui
