// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/figure.h"

#include <QVBoxLayout>

#include "ui/controls/widgets.h"

namespace cadenza::ui {

Figure::Figure(const QString& name, QWidget* parent) : QWidget(parent) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(4);
  value_ = makeLabel(QStringLiteral("–"), "title");
  value_->setAccessibleName(name);
  layout->addWidget(makeLabel(name, "small"));
  layout->addWidget(value_);
}

void Figure::setValue(const QString& value) { value_->setText(value); }

}  // namespace cadenza::ui
