// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/models_page.h"

#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/controllers/model_library.h"
#include "ui/controls/words.h"

namespace cadenza::ui {

ModelsPage::ModelsPage(const TrainingStudio& studio, QWidget* parent)
    : QWidget(parent), studio_(studio) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  models_ = new QTreeWidget;
  models_->setObjectName(QStringLiteral("models"));
  models_->setAccessibleName(tr("Models"));
  models_->setRootIsDecorated(false);
  models_->setHeaderLabels({tr("Name"), tr("Recipe"), tr("Music"), tr("Loss")});
  layout->addWidget(models_);
  connect(models_, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem* item) {
    Q_EMIT composeRequested(item->data(0, Qt::UserRole).toString().toStdString());
  });
  connect(&studio_.models, &ModelLibrary::changed, this, &ModelsPage::list);
  list();
}

void ModelsPage::list() {
  models_->clear();
  for (const ModelEntry& model : studio_.models.entries()) {
    auto* item = new QTreeWidgetItem(
        models_, {model.name, recipeTitle(model.recipe), QString::fromStdString(model.info.data),
                  lossText(model.info.validationLoss)});
    item->setData(0, Qt::UserRole, QString::fromStdString(model.path.string()));
  }
}

}  // namespace cadenza::ui
