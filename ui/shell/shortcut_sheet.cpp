// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shortcut_sheet.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScreen>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/controls/command.h"
#include "ui/controls/widgets.h"
#include "ui/shell/command_registry.h"

namespace cadenza::ui {

namespace {

constexpr int columnWidth = 300;
constexpr int mostColumns = 4;
constexpr QSize sheetSize(1320, 860);

struct Row {
  QString name;
  QStringList keys;
};
struct Block {
  QString title;
  QList<Row> rows;
};

Block mouseBlock() {
  const auto words = [](const char* text) { return ShortcutSheet::tr(text); };
  return {words("Mouse in the piano roll"),
          {{words("Leave the snap while dragging"), {words("Alt")}},
           {words("Copy while dragging"), {words("Ctrl")}},
           {words("Keep to one direction"), {words("Shift")}},
           {words("Cancel what is dragged"), {words("Esc")}},
           {words("Add to the selection"), {words("Shift-click")}},
           {words("Scroll sideways"), {words("Shift+wheel")}},
           {words("Zoom time"), {words("Ctrl+wheel")}},
           {words("Zoom pitch"), {words("Ctrl+Shift+wheel")}},
           {words("Velocity of the selection"), {words("Alt+wheel")}},
           {words("Move the view"), {words("Middle-drag")}}}};
}

QList<Block> allBlocks(const CommandRegistry& registry) {
  QList<Block> blocks;
  for (const QString& category : registry.categories()) {
    Block block{category, {}};
    for (const QAction* command : registry.commands()) {
      if (commandCategory(*command) != category) continue;
      block.rows << Row{commandName(*command), keyWords(command->shortcuts())};
    }
    blocks << block;
  }
  blocks << mouseBlock();
  return blocks;
}

// The block with the rows that have all words of `query` in name, keys or heading.
Block found(const Block& block, const QString& query) {
  const QStringList words = query.split(QChar(u' '), Qt::SkipEmptyParts);
  Block rest{block.title, {}};
  for (const Row& row : block.rows) {
    const QString text = block.title + QChar(u' ') + row.name + QChar(u' ') + row.keys.join(u' ');
    const bool all = std::all_of(words.begin(), words.end(), [&text](const QString& word) {
      return text.contains(word, Qt::CaseInsensitive);
    });
    if (all) rest.rows << row;
  }
  return rest;
}

QWidget* makeRow(const Row& row) {
  auto* line = new QWidget;
  auto* layout = new QHBoxLayout(line);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(4);
  layout->addWidget(makeLabel(row.name), 1);
  for (const QString& key : row.keys) {
    QLabel* cap = makeLabel(key, "key");
    cap->setFixedHeight(22);
    layout->addWidget(cap);
  }
  line->setFixedHeight(26);
  return line;
}

QWidget* makeBlock(const Block& block) {
  auto* box = new QWidget;
  auto* layout = new QVBoxLayout(box);
  layout->setContentsMargins(0, 0, 0, 16);
  layout->setSpacing(0);
  QLabel* title = makeLabel(block.title, "heading");
  title->setFixedHeight(28);
  layout->addWidget(title);
  for (const Row& row : block.rows) layout->addWidget(makeRow(row));
  return box;
}

void clear(QVBoxLayout& column) {
  while (QLayoutItem* item = column.takeAt(0)) {
    delete item->widget();
    delete item;
  }
}

}  // namespace

ShortcutSheet::ShortcutSheet(const CommandRegistry& registry, const QAction* opener,
                             QWidget* parent)
    : QDialog(parent), registry_(registry), opener_(opener), query_(new QLineEdit) {
  setObjectName(QStringLiteral("shortcutSheet"));
  setWindowTitle(tr("Shortcuts"));
  const QSize room = parent->size().boundedTo(parent->screen()->availableSize());
  resize(sheetSize.boundedTo(room - QSize(48, 48)));
  query_->setObjectName(QStringLiteral("sheetQuery"));
  query_->setPlaceholderText(tr("Search commands and keys"));
  query_->setAccessibleName(tr("Search commands and keys"));
  query_->setClearButtonEnabled(true);
  query_->setMaximumWidth(320);
  nothing_ = makeLabel(tr("No command like that"), "quiet");

  auto* sheet = new QWidget;
  auto* across = new QHBoxLayout(sheet);
  across->setContentsMargins(0, 0, 12, 0);
  across->setSpacing(40);
  for (int i = 0; i < std::clamp(width() / columnWidth, 1, mostColumns); ++i) {
    auto* column = new QVBoxLayout;
    column->setSpacing(0);
    across->addLayout(column, 1);
    columns_ << column;
  }
  auto* scroll = new QScrollArea;
  scroll->setAccessibleName(tr("Shortcuts"));
  scroll->setWidget(sheet);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->viewport()->setAutoFillBackground(false);
  sheet->setAutoFillBackground(false);

  auto* top = new QHBoxLayout;
  top->addWidget(makeLabel(tr("Shortcuts"), "title"));
  top->addStretch();
  top->addWidget(query_, 1);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(24, 20, 12, 20);
  layout->setSpacing(16);
  layout->addLayout(top);
  layout->addWidget(nothing_);
  layout->addWidget(scroll, 1);
  top->setContentsMargins(0, 0, 12, 0);

  connect(query_, &QLineEdit::textChanged, this, &ShortcutSheet::search);
  connect(&registry_, &CommandRegistry::keysChanged, this, [this] { search(query_->text()); });
  search({});
  scroll->setFocus();
}

void ShortcutSheet::keyPressEvent(QKeyEvent* event) {
  const QString text = event->text();
  const bool isSign = !text.isEmpty() && text[0].isPrint() && !text[0].isLetter();
  const QKeySequence key(isSign ? QKeyCombination(event->modifiers() & ~Qt::ShiftModifier,
                                                  static_cast<Qt::Key>(event->key()))
                                : event->keyCombination());
  if (opener_->shortcuts().contains(key)) return reject();
  if (text.isEmpty() || !text[0].isPrint()) return QDialog::keyPressEvent(event);
  query_->setFocus();
  query_->insert(text);
}

void ShortcutSheet::search(const QString& query) {
  for (QVBoxLayout* column : columns_) clear(*column);
  std::vector<qsizetype> heights(static_cast<std::size_t>(columns_.size()), 0);
  for (const Block& block : allBlocks(registry_)) {
    const Block rest = found(block, query);
    if (rest.rows.isEmpty()) continue;
    const auto shortest = std::min_element(heights.begin(), heights.end());
    *shortest += rest.rows.size() + 2;
    columns_[shortest - heights.begin()]->addWidget(makeBlock(rest));
  }
  for (QVBoxLayout* column : columns_) column->addStretch();
  const bool empty = *std::max_element(heights.begin(), heights.end()) == 0;
  nothing_->setVisible(empty);
}

}  // namespace cadenza::ui
