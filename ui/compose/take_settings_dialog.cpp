// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/take_settings_dialog.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/compose/take_words.h"
#include "ui/controls/widgets.h"

namespace cadenza::ui {

TakeSettingsDialog::TakeSettingsDialog(const Take& take, QAction* copySeed, QWidget* parent)
    : QDialog(parent) {
  setObjectName(QStringLiteral("takeSettings"));
  setWindowTitle(tr("How the take was made"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(24, 20, 24, 20);
  layout->setSpacing(16);
  layout->addWidget(makeLabel(QString::fromStdString(take.name), "title"));
  auto* facts = new QFormLayout;
  facts->setHorizontalSpacing(24);
  facts->setVerticalSpacing(8);
  for (const auto& [name, value] : takeFacts(take)) {
    auto* text = makeLabel(value);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setAccessibleName(name + QStringLiteral(": ") + value);
    text->setFont(tabularFont(metrics::bodyText));
    facts->addRow(makeLabel(name, "quiet"), text);
  }
  layout->addLayout(facts);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  auto* copy = buttons->addButton(tr("Copy the seed number"), QDialogButtonBox::ActionRole);
  connect(copy, &QAbstractButton::clicked, copySeed, &QAction::trigger);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  layout->addWidget(buttons);
  buttons->button(QDialogButtonBox::Close)->setFocus();
}

}  // namespace cadenza::ui
