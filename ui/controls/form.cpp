// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/form.h"

#include <QDialog>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/controls/widgets.h"

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

QFormLayout* makeDialogForm() {
  auto* form = new QFormLayout;
  form->setHorizontalSpacing(24);
  form->setVerticalSpacing(12);
  form->setLabelAlignment(Qt::AlignRight | Qt::AlignVCenter);
  return form;
}

void layOutDialog(QDialog& dialog, QFormLayout* form, QPushButton* proceed) {
  proceed->setDefault(true);
  auto* cancel = makeButton(QDialog::tr("Cancel"));
  QObject::connect(cancel, &QAbstractButton::clicked, &dialog, &QDialog::reject);
  auto* foot = new QHBoxLayout;
  foot->addStretch();
  foot->addWidget(cancel);
  foot->addWidget(proceed);
  auto* layout = new QVBoxLayout(&dialog);
  layout->setContentsMargins(24, 20, 24, 16);
  layout->setSpacing(20);
  layout->addLayout(form);
  layout->addLayout(foot);
}

}  // namespace cadenza::ui
