// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/takes_panel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/controls/command.h"
#include "ui/controls/widgets.h"
#include "ui/controls/words.h"

namespace cadenza::ui {

namespace {

constexpr int side = 12;
constexpr int nameRoom = 84;

enum Page { ListPage, EmptyPage, UnstarredPage };

QPushButton* makeHearButton(const char* name) {
  auto* button = makeButton({});
  button->setObjectName(QLatin1String(name));
  button->setCheckable(true);
  button->setMinimumWidth(0);
  return button;
}

QWidget* makePage(const QString& title, const QString& text) {
  auto* page = new QWidget;
  page->setFocusPolicy(Qt::TabFocus);  // to be read out
  page->setAccessibleName(title);
  page->setAccessibleDescription(text);
  auto* layout = new QVBoxLayout(page);
  layout->setContentsMargins(16, 12, 16, 16);
  layout->setSpacing(8);
  layout->addWidget(makeLabel(title, "heading"));
  layout->addWidget(makeParagraph(text, "quiet"));
  return page;
}

}  // namespace

TakesPanel::TakesPanel(Document& document, PlaybackController& playback,
                       const Appearance& appearance, QAction* generate, QWidget* parent)
    : QWidget(parent),
      document_(document),
      model_(document),
      pictures_(appearance),
      comparison_(document),
      list_(new TakeList(model_, pictures_, appearance)),
      commands_(new TakeCommands(document, playback, model_, *list_, comparison_, appearance)) {
  setObjectName(QStringLiteral("takesPanel"));
  setProperty("role", QStringLiteral("panel"));
  setAttribute(Qt::WA_StyledBackground);
  pages_ = new QStackedWidget;
  pages_->addWidget(list_);
  pages_->addWidget(makeEmptyPage(generate));
  pages_->addWidget(makeUnstarredPage());
  header_ = makeHeader();
  comparisonBar_ = makeComparisonBar(appearance);
  footer_ = makeFooter();
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(header_);
  layout->addWidget(comparisonBar_);
  layout->addWidget(pages_, 1);
  layout->addWidget(footer_);
  connect(&document_, &Document::replaced, this, [this] { pictures_.clear(); });
  connect(&document_, &Document::takesChanged, this, &TakesPanel::showTakes);
  connect(&model_, &QAbstractItemModel::modelReset, this, &TakesPanel::showTakes);
  connect(&model_, &QAbstractItemModel::rowsInserted, this, &TakesPanel::showTakes);
  connect(&comparison_, &TakeComparison::changed, this, &TakesPanel::showComparison);
  connect(list_, &TakeList::menuRequested, this, &TakesPanel::showMenu);
  showTakes();
  showComparison();
}

QWidget* TakesPanel::makeHeader() {
  auto* header = new QWidget;
  count_ = makeLabel({}, "small");
  count_->setObjectName(QStringLiteral("takeCount"));
  auto* starred = makeToolButton(commands_->starredOnly);
  starred->setObjectName(QStringLiteral("starredOnly"));
  auto* layout = new QHBoxLayout(header);
  layout->setContentsMargins(16, 0, side, 0);
  layout->addWidget(count_, 1);
  layout->addWidget(starred);
  return header;
}

QWidget* TakesPanel::makeComparisonBar(const Appearance& appearance) {
  auto* bar = new QWidget;
  bar->setObjectName(QStringLiteral("comparison"));
  hearA_ = makeHearButton("hearA");
  hearB_ = makeHearButton("hearB");
  auto* end = makeToolButton(commands_->endCompare);
  end->setObjectName(QStringLiteral("endComparing"));
  setThemedIcon(commands_->endCompare, QStringLiteral("close"), appearance);
  auto* layout = new QHBoxLayout(bar);
  layout->setContentsMargins(side, 4, side, 8);
  layout->setSpacing(4);
  layout->addWidget(hearA_, 1);
  layout->addWidget(hearB_, 1);
  layout->addWidget(end);
  const auto marks = [this] {
    const bool both = comparison_.a() != 0 && comparison_.b() != 0;
    const TakeMark first = comparison_.a() != 0 ? TakeMark::A : TakeMark::B;
    return std::pair(first, both ? TakeMark::B : TakeMark::None);
  };
  connect(hearA_, &QAbstractButton::clicked, this, [this, marks] {
    comparison_.hear(marks().first);
    showComparison();
  });
  connect(hearB_, &QAbstractButton::clicked, this, [this, marks] {
    comparison_.hear(marks().second);
    showComparison();
  });
  return bar;
}

QWidget* TakesPanel::makeFooter() {
  auto* footer = new QWidget;
  auto* layout = new QHBoxLayout(footer);
  layout->setContentsMargins(side, 4, side, 8);
  layout->setSpacing(4);
  for (QAction* action : {commands_->hear, commands_->use, commands_->branch, commands_->replay,
                          commands_->settings}) {
    layout->addWidget(makeToolButton(action));
  }
  layout->addStretch(1);
  layout->addWidget(makeToolButton(commands_->remove));
  return footer;
}

QWidget* TakesPanel::makeEmptyPage(QAction* generate) {
  QWidget* page = makePage(
      tr("No takes yet"),
      tr("All that a model writes is kept here, used or not: to hear it again, compare two, go "
         "back to one or compose on from it."));
  auto* row = new QHBoxLayout;
  const QString key = keysText({generate->shortcut()});
  if (!key.isEmpty()) row->addWidget(makeLabel(key, "key"));
  row->addWidget(makeLabel(tr("composes the first one"), "quiet"));
  row->addStretch(1);
  auto* layout = static_cast<QVBoxLayout*>(page->layout());
  layout->addLayout(row);
  layout->addStretch(1);
  return page;
}

QWidget* TakesPanel::makeUnstarredPage() {
  QWidget* page = makePage(tr("No take has a star"),
                           tr("Press S on a take, or click at its right, to star it."));
  auto* all = makeButton(tr("Show all takes"));
  connect(all, &QAbstractButton::clicked, this,
          [this] { commands_->starredOnly->setChecked(false); });
  auto* layout = static_cast<QVBoxLayout*>(page->layout());
  layout->addWidget(all, 0, Qt::AlignLeft);
  layout->addStretch(1);
  return page;
}

void TakesPanel::showTakes() {
  const std::vector<Take>& takes = document_.takes();
  const bool nothingShown = model_.rowCount() == 0;
  pages_->setCurrentIndex(takes.empty() ? EmptyPage : nothingShown ? UnstarredPage : ListPage);
  header_->setVisible(!takes.empty());
  footer_->setVisible(!takes.empty() && !nothingShown);
  const auto starred = static_cast<std::size_t>(std::ranges::count(takes, true, &Take::starred));
  QString text = countText(takes.size(), tr("take"));
  if (starred > 0) text += tr(", %1 starred").arg(countText(starred));
  count_->setText(text);
  chooseNewest();
}

// What was just made is what one looks for.
void TakesPanel::chooseNewest() {
  int newest = 0;
  for (const Take& take : document_.takes()) newest = std::max(newest, take.id);
  const bool isNew = newest > newest_;
  newest_ = newest;
  if (list_->isRenaming()) return;
  if (isNew || list_->currentTake() == 0) {
    list_->choose(isNew || document_.currentTake() == 0 ? newest : document_.currentTake());
  }
}

void TakesPanel::showComparison() {
  comparisonBar_->setVisible(!comparison_.isEmpty());
  const auto show = [this](QPushButton& button, TakeMark mark) {
    const int id = mark == TakeMark::A ? comparison_.a() : comparison_.b();
    const Take* take = mark == TakeMark::None ? nullptr : findTake(document_.takes(), id);
    const QString letter = mark == TakeMark::A ? QStringLiteral("A") : QStringLiteral("B");
    const QString name =
        take ? letter + QStringLiteral("  ") + QString::fromStdString(take->name) : tr("The piece");
    button.setText(button.fontMetrics().elidedText(name, Qt::ElideRight, nameRoom));
    button.setToolTip(tr("Hear %1").arg(name));
    button.setAccessibleName(tr("Hear %1").arg(name));
    button.setChecked(comparison_.heard() == mark);
    setRole(&button, comparison_.heard() == mark && take ? "candidate" : "");
  };
  const bool both = comparison_.a() != 0 && comparison_.b() != 0;
  show(*hearA_, comparison_.a() != 0 ? TakeMark::A : TakeMark::B);
  show(*hearB_, both ? TakeMark::B : TakeMark::None);
}

void TakesPanel::showMenu(const QPoint& globalPlace) {
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  for (QAction* action : commands_->inOrder()) {
    if (action) {
      menu->addAction(action);
    } else {
      menu->addSeparator();
    }
  }
  menu->popup(globalPlace);
}

void TakesPanel::focusFirst() {
  if (pages_->currentIndex() != ListPage) {
    return pages_->currentWidget()->setFocus(Qt::ShortcutFocusReason);
  }
  if (!list_->currentIndex().isValid()) list_->choose(newest_);
  list_->setFocus(Qt::ShortcutFocusReason);
}

}  // namespace cadenza::ui
