// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/training_page.h"

#include <QVBoxLayout>

#include "ui/dashboard/training_view.h"

namespace cadenza::ui {

TrainingPage::TrainingPage(const TrainingStudio& studio, QWidget* parent) : QWidget(parent) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  view_ = new TrainingView(studio.training, studio.appearance);
  layout->addWidget(view_);
  connect(view_, &TrainingView::composeRequested, this, &TrainingPage::composeRequested);
}

}  // namespace cadenza::ui
