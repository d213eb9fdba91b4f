// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/figure.h"

#include <QVBoxLayout>

#include "ui/controls/elided_label.h"

namespace cadenza::ui {

Figure::Figure(const QString& name, QWidget* parent) : QWidget(parent) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(4);
  auto* title = new ElidedLabel("small");
  title->setText(name);
  value_ = new ElidedLabel("title");
  value_->setText(QStringLiteral("–"));
  value_->setAccessibleName(name);
  for (ElidedLabel* label : {title, value_}) {
    label->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    layout->addWidget(label);
  }
}

void Figure::setValue(const QString& value) { value_->setText(value); }

}  // namespace cadenza::ui
