// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/command_palette.h"

#include <QAction>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMainWindow>
#include <QSettings>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/controls/command.h"
#include "ui/shell/command_registry.h"
#include "ui/shell/command_synonyms.h"
#include "ui/shell/fuzzy_match.h"
#include "ui/shell/palette_delegate.h"

namespace cadenza::ui {

namespace {

constexpr int keptRecent = 6;
constexpr int paletteWidth = 560;
constexpr int shownRows = 11;
constexpr int byCategory = 12;  // so much less is a match that needs the heading's letters
constexpr int recentBonus = 4;
constexpr int unavailable = 6;
const QString recentKey = QStringLiteral("palette/recent");

}  // namespace

CommandPalette::CommandPalette(const CommandRegistry& registry, QSettings& settings,
                               const Appearance& appearance, QMainWindow& window)
    : QDialog(&window, Qt::Dialog | Qt::FramelessWindowHint),
      settings_(settings),
      recent_(settings.value(recentKey).toStringList()),
      query_(new QLineEdit),
      list_(new QListWidget) {
  setObjectName(QStringLiteral("commandPalette"));
  setWindowTitle(tr("Commands"));
  collectCommands(registry);
  collectChoices(window);
  query_->setObjectName(QStringLiteral("paletteQuery"));
  query_->setPlaceholderText(tr("What do you want to do?"));
  query_->setAccessibleName(tr("Command"));
  query_->installEventFilter(this);
  list_->setObjectName(QStringLiteral("paletteList"));
  list_->setAccessibleName(tr("Commands"));
  list_->setItemDelegate(new PaletteDelegate(appearance, list_));
  list_->setFocusPolicy(Qt::NoFocus);
  list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(12, 12, 12, 12);
  layout->setSpacing(8);
  layout->addWidget(query_);
  layout->addWidget(list_);
  setFixedWidth(std::min(paletteWidth, window.width() - 48));
  connect(query_, &QLineEdit::textChanged, this, &CommandPalette::search);
  connect(query_, &QLineEdit::returnPressed, this, &CommandPalette::runCurrent);
  connect(list_, &QListWidget::itemClicked, this, &CommandPalette::runCurrent);
  search({});
}

void CommandPalette::collectCommands(const CommandRegistry& registry) {
  for (QAction* action : registry.commands()) {
    if (commandId(*action) == QLatin1String("help.commands")) continue;
    const QString name = commandName(*action);
    const QString category = commandCategory(*action);
    entries_.push_back({commandId(*action), category, name,
                        action->shortcut().toString(QKeySequence::NativeText),
                        commandNeeds(*action), action->isEnabled(), false,
                        [action] { QTimer::singleShot(0, action, &QAction::trigger); }});
  }
}

void CommandPalette::collectChoices(const QMainWindow& window) {
  for (QComboBox* box : window.findChildren<QComboBox*>()) {
    if (!box->isVisible() || !box->isEnabled() || box->isEditable()) continue;
    for (int i = 0; i < box->count(); ++i) {
      const QString name = QStringLiteral("%1: %2").arg(box->accessibleName(), box->itemText(i));
      const QString id = QStringLiteral("choice.%1.%2").arg(box->objectName(), box->itemText(i));
      entries_.push_back({id, tr("Choose"), name, {}, {}, true, true, [box, i] {
                            QTimer::singleShot(0, box, [box, i] { box->setCurrentIndex(i); });
                          }});
    }
  }
}

void CommandPalette::search(const QString& query) {
  struct Hit {
    std::size_t entry;
    int score;
    std::vector<int> places;
  };
  const bool asks = !query.trimmed().isEmpty();
  std::vector<Hit> hits;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const Entry& entry = entries_[i];
    const auto used = recent_.indexOf(entry.id);
    if (entry.isChoice && !asks && used < 0) continue;
    const int recent = used < 0 ? 0 : asks ? recentBonus : 100 - static_cast<int>(used);
    const int bonus = entry.enabled ? recent : recent - unavailable;
    const QString meant = asks ? synonymsThatBegin(entry.id, query) : QString();
    const auto match = fuzzyMatch(query, entry.name);
    const auto other = meant.isEmpty() ? std::nullopt : fuzzyMatch(query, meant);
    if (other && (!match || other->score > match->score)) {
      hits.push_back({i, other->score + bonus, {}});
    } else if (match) {
      hits.push_back({i, match->score + bonus, match->places});
    } else if (const auto wider = fuzzyMatch(query, entry.category + QChar(u' ') + entry.name)) {
      hits.push_back({i, wider->score + bonus - byCategory, {}});
    }
  }
  std::stable_sort(hits.begin(), hits.end(),
                   [](const Hit& a, const Hit& b) { return a.score > b.score; });
  list_->clear();
  for (const Hit& hit : hits) add(hit.entry, hit.places);
  if (hits.empty()) {
    auto* none = new QListWidgetItem(tr("No command of that name"), list_);
    none->setFlags(Qt::NoItemFlags);
  }
  list_->setCurrentRow(0);
  list_->setFixedHeight(std::min(list_->count(), shownRows) * PaletteDelegate::rowHeight);
  adjustSize();
}

void CommandPalette::add(std::size_t index, const std::vector<int>& places) {
  const Entry& entry = entries_[index];
  auto* item = new QListWidgetItem(entry.name, list_);
  const QString side = entry.enabled ? entry.key : entry.needs;
  item->setData(PaletteDelegate::Category, entry.category);
  item->setData(PaletteDelegate::Side, side);
  item->setData(PaletteDelegate::Places,
                QVariant::fromValue(QList<int>(places.begin(), places.end())));
  item->setData(PaletteDelegate::Index, static_cast<qulonglong>(index));
  item->setData(Qt::AccessibleTextRole,
                QStringList{entry.name, entry.category, side}.join(QStringLiteral(", ")));
  if (!entry.enabled) item->setFlags(Qt::ItemIsSelectable);
}

void CommandPalette::runCurrent() {
  const QListWidgetItem* item = list_->currentItem();
  const QVariant index = item ? item->data(PaletteDelegate::Index) : QVariant();
  if (!index.isValid()) return;
  const Entry& entry = entries_.at(index.toULongLong());
  if (!entry.enabled) return;
  remember(entry.id);
  accept();
  entry.run();
}

void CommandPalette::remember(const QString& id) {
  recent_.removeAll(id);
  recent_.prepend(id);
  settings_.setValue(recentKey, QStringList(recent_.mid(0, keptRecent)));
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
  if (watched == query_ && event->type() == QEvent::KeyPress) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_PageUp ||
        key == Qt::Key_PageDown) {
      const int step = key == Qt::Key_Up       ? -1
                       : key == Qt::Key_Down   ? 1
                       : key == Qt::Key_PageUp ? -shownRows
                                               : shownRows;
      list_->setCurrentRow(std::clamp(list_->currentRow() + step, 0, list_->count() - 1));
      return true;
    }
  }
  return QDialog::eventFilter(watched, event);
}

void CommandPalette::showEvent(QShowEvent* event) {
  const QWidget* window = parentWidget();
  move(window->mapToGlobal(QPoint((window->width() - width()) / 2, window->height() / 8)));
  query_->setFocus();
  QDialog::showEvent(event);
}

}  // namespace cadenza::ui
