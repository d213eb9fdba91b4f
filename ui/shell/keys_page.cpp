// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/keys_page.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/controls/command.h"
#include "ui/controls/widgets.h"
#include "ui/shell/command_registry.h"
#include "ui/shell/key_field.h"

namespace cadenza::ui {

namespace {

enum Column { Name, Category, Keys, ColumnCount };
constexpr int idRole = Qt::UserRole;

QString native(const QKeySequence& key) { return key.toString(QKeySequence::NativeText); }

}  // namespace

KeysPage::KeysPage(CommandRegistry& registry)
    : registry_(registry), query_(new QLineEdit), table_(new QTreeWidget) {
  query_->setObjectName(QStringLiteral("keysQuery"));
  query_->setPlaceholderText(tr("Search commands and keys"));
  query_->setAccessibleName(tr("Search commands and keys"));
  query_->setClearButtonEnabled(true);
  table_->setObjectName(QStringLiteral("keysTable"));
  table_->setAccessibleName(tr("Commands and their keys"));
  table_->setColumnCount(ColumnCount);
  table_->setHeaderLabels({tr("Command"), tr("Heading"), tr("Keys")});
  table_->setRootIsDecorated(false);
  table_->setUniformRowHeights(true);
  table_->setAllColumnsShowFocus(true);
  auto* resetAll = makeButton(tr("Reset all keys"));
  resetAll->setObjectName(QStringLiteral("resetAllKeys"));
  auto* top = new QHBoxLayout;
  top->setSpacing(8);
  top->addWidget(query_, 1);
  top->addWidget(resetAll);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 16, 0, 0);
  layout->setSpacing(12);
  layout->addLayout(top);
  layout->addWidget(table_, 1);
  layout->addWidget(makeEditor());
  fill();
  table_->header()->setSectionResizeMode(Name, QHeaderView::Stretch);
  table_->header()->setSectionResizeMode(Category, QHeaderView::ResizeToContents);
  table_->header()->setSectionResizeMode(Keys, QHeaderView::ResizeToContents);
  table_->header()->setStretchLastSection(false);

  connect(query_, &QLineEdit::textChanged, this, &KeysPage::search);
  connect(table_, &QTreeWidget::currentItemChanged, this, &KeysPage::showCommand);
  connect(resetAll, &QAbstractButton::clicked, &registry_, &CommandRegistry::resetAll);
  connect(&registry_, &CommandRegistry::keysChanged, this, &KeysPage::showKeys);
  table_->setCurrentItem(table_->topLevelItem(0));
}

QWidget* KeysPage::makeEditor() {
  auto* box = new QWidget;
  name_ = makeLabel({}, "heading");
  keys_ = new QHBoxLayout;
  keys_->setSpacing(8);
  field_ = new KeyField;
  field_->setObjectName(QStringLiteral("keyField"));
  reset_ = makeButton(tr("Reset"));
  reset_->setObjectName(QStringLiteral("resetKeys"));
  reset_->setToolTip(tr("The keys that this command has at first"));
  auto* row = new QHBoxLayout;
  row->setSpacing(8);
  row->addLayout(keys_);
  row->addWidget(field_);
  row->addStretch();
  row->addWidget(reset_);
  auto* layout = new QVBoxLayout(box);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(8);
  layout->addWidget(name_);
  layout->addLayout(row);
  layout->addWidget(conflict_ = makeConflict());
  connect(field_, &KeyField::captured, this, &KeysPage::offer);
  connect(reset_, &QAbstractButton::clicked, this, [this] { registry_.reset(command()); });
  return box;
}

QWidget* KeysPage::makeConflict() {
  auto* box = new QWidget;
  box->setObjectName(QStringLiteral("keyConflict"));
  QSizePolicy policy = box->sizePolicy();
  policy.setRetainSizeWhenHidden(true);
  box->setSizePolicy(policy);
  conflictText_ = makeLabel({}, "warning");
  takeOver_ = makeButton(tr("Take it over"));
  takeOver_->setObjectName(QStringLiteral("takeOver"));
  auto* cancel = makeButton(tr("Leave it"), "quiet");
  cancel->setObjectName(QStringLiteral("leaveKey"));
  auto* layout = new QHBoxLayout(box);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(8);
  layout->addWidget(conflictText_, 1);
  layout->addWidget(takeOver_);
  layout->addWidget(cancel);
  connect(takeOver_, &QAbstractButton::clicked, this, [this] { take(offered_); });
  connect(cancel, &QAbstractButton::clicked, box, &QWidget::hide);
  box->hide();
  return box;
}

void KeysPage::fill() {
  for (const QAction* action : registry_.commands()) {
    auto* item = new QTreeWidgetItem(table_, {commandName(*action), commandCategory(*action)});
    item->setData(Name, idRole, commandId(*action));
  }
  showKeys();
}

void KeysPage::showKeys() {
  for (int i = 0; i < table_->topLevelItemCount(); ++i) {
    QTreeWidgetItem* const item = table_->topLevelItem(i);
    const QAction* action = registry_.find(item->data(Name, idRole).toString());
    item->setText(Keys, keysText(action->shortcuts()));
    QFont font = table_->font();
    font.setBold(!registry_.hasDefaultKeys(action));
    item->setFont(Keys, font);
    item->setToolTip(
        Keys, font.bold() ? tr("At first: %1").arg(keysText(defaultKeys(*action))) : QString());
  }
  showCommand();
}

void KeysPage::search(const QString& query) {
  const QStringList words = query.split(QChar(u' '), Qt::SkipEmptyParts);
  for (int i = 0; i < table_->topLevelItemCount(); ++i) {
    QTreeWidgetItem* const item = table_->topLevelItem(i);
    const QString text =
        QStringList{item->text(Name), item->text(Category), item->text(Keys)}.join(QChar(u' '));
    item->setHidden(!std::all_of(words.begin(), words.end(), [&text](const QString& word) {
      return text.contains(word, Qt::CaseInsensitive);
    }));
  }
  const QTreeWidgetItem* current = table_->currentItem();
  if (current && !current->isHidden()) return;
  for (int i = 0; i < table_->topLevelItemCount(); ++i) {
    if (table_->topLevelItem(i)->isHidden()) continue;
    table_->setCurrentItem(table_->topLevelItem(i));
    return;
  }
}

QAction* KeysPage::command() const {
  const QTreeWidgetItem* item = table_->currentItem();
  return item ? registry_.find(item->data(Name, idRole).toString()) : nullptr;
}

void KeysPage::showCommand() {
  const QAction* action = command();
  if (!action) return;
  conflict_->hide();
  name_->setText(commandName(*action));
  reset_->setEnabled(!registry_.hasDefaultKeys(action));
  while (QLayoutItem* item = keys_->takeAt(0)) {
    item->widget()->deleteLater();
    delete item;
  }
  for (const QKeySequence& key : action->shortcuts()) {
    auto* button = makeButton(QStringLiteral("%1  ✕").arg(native(key)));
    button->setObjectName(QStringLiteral("key"));
    button->setToolTip(tr("Remove %1").arg(native(key)));
    button->setAccessibleName(tr("Remove %1").arg(native(key)));
    connect(button, &QAbstractButton::clicked, this, [this, key] { drop(key); });
    keys_->addWidget(button);
  }
}

void KeysPage::offer(const QKeySequence& key) {
  QAction* const action = command();
  if (!action || action->shortcuts().contains(key)) return;
  const QAction* other = registry_.holder(key, action);
  if (!other) return take(key);
  offered_ = key;
  conflictText_->setText(tr("%1 belongs to “%2” (%3).")
                             .arg(native(key), commandName(*other), commandCategory(*other)));
  conflict_->show();
  takeOver_->setFocus();
}

void KeysPage::take(const QKeySequence& key) {
  QAction* const action = command();
  registry_.setKeys(action, action->shortcuts() << key);
}

void KeysPage::drop(const QKeySequence& key) {
  QAction* const action = command();
  QList<QKeySequence> rest = action->shortcuts();
  rest.removeAll(key);
  registry_.setKeys(action, rest);
}

}  // namespace cadenza::ui
