// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/corpus/get_data_dialog.h"

#include <QFile>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/controls/elided_label.h"
#include "ui/controls/widgets.h"
#include "ui/corpus/collection_card.h"

namespace cadenza::ui {

GetDataDialog::GetDataDialog(DownloadController& downloads, const Appearance& appearance,
                             const std::vector<Collection>& shown, QWidget* parent)
    : QDialog(parent), downloads_(downloads) {
  setObjectName(QStringLiteral("getData"));
  setWindowTitle(tr("Get data"));
  resize(720, 720);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(16, 16, 16, 16);
  layout->setSpacing(12);
  layout->addWidget(makeLabel(tr("Free collections of piano music"), "title"));
  layout->addWidget(makeParagraph(
      tr("Each has a licence of its own, which goes for a model that learned from it too. Nothing "
         "is sent anywhere; only the archive is fetched from the server that it lies on."),
      "quiet"));
  layout->addWidget(makeList(shown, appearance), 1);
  auto* bottom = new QHBoxLayout;
  bottom->setSpacing(8);
  auto* where = new ElidedLabel("small");
  where->setText(tr("Kept in %1").arg(QFile::decodeName(downloads_.folder().c_str())));
  QPushButton* choose = makeButton(tr("Choose folder…"));
  choose->setObjectName(QStringLiteral("chooseOwnFolder"));
  QPushButton* close = makeButton(tr("Close"));
  connect(choose, &QPushButton::clicked, this, &GetDataDialog::folderRequested);
  connect(close, &QPushButton::clicked, this, &QDialog::close);
  bottom->addWidget(where, 1);
  bottom->addWidget(choose);
  bottom->addWidget(close);
  layout->addLayout(bottom);
}

QWidget* GetDataDialog::makeList(const std::vector<Collection>& shown,
                                 const Appearance& appearance) {
  auto* area = new QScrollArea;
  area->setObjectName(QStringLiteral("collections"));
  area->setWidgetResizable(true);
  area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* page = new QWidget;
  auto* layout = new QVBoxLayout(page);
  layout->setContentsMargins(0, 0, 4, 0);
  layout->setSpacing(8);
  for (const Collection& collection : shown) {
    auto* card = new CollectionCard(collection, downloads_, appearance);
    connect(card, &CollectionCard::useRequested, this, &GetDataDialog::useRequested);
    connect(card, &CollectionCard::folderRequested, this, &GetDataDialog::folderRequested);
    layout->addWidget(card);
  }
  layout->addStretch();
  area->setWidget(page);
  return area;
}

}  // namespace cadenza::ui
