// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/form.h"

namespace cadenza::ui {

QFormLayout* makeForm(QWidget* page, int top, int spacing) {
  auto* form = new QFormLayout(page);
  form->setContentsMargins(0, top, 0, 0);
  form->setHorizontalSpacing(24);
  form->setVerticalSpacing(spacing);
  form->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
  form->setLabelAlignment(Qt::AlignRight | Qt::AlignVCenter);
  form->setFormAlignment(Qt::AlignHCenter | Qt::AlignTop);
  return form;
}

}  // namespace cadenza::ui
