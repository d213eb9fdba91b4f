// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/docks.h"

#include <QAction>
#include <QChildEvent>
#include <QDockWidget>
#include <QEvent>
#include <QMainWindow>
#include <QSettings>
#include <QTabBar>
#include <algorithm>

#include "ui/shell/dock_title.h"

namespace cadenza::ui {

namespace {

// Raised when docks or tool bars are other ones than those whose places were stored.
constexpr int layoutVersion = 4;

QString wantedKey(const QDockWidget* dock) {
  return QStringLiteral("docks/%1").arg(dock->objectName());
}

}  // namespace

Docks::Docks(QMainWindow& window, const Appearance& appearance)
    : QObject(&window), window_(window), appearance_(appearance) {
  window_.setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
  window_.installEventFilter(this);
}

QDockWidget* Docks::add(const QString& name, const QString& title, QWidget* content,
                        QAction* toggle, Place place) {
  auto* dock = new QDockWidget(title, &window_);
  dock->setObjectName(name);
  dock->setWidget(content);
  dock->setTitleBarWidget(new DockTitle(*dock, appearance_));
  dock->installEventFilter(this);
  window_.addDockWidget(place.area, dock);
  entries_.push_back({dock, toggle, place, place.wantedAtFirst});
  toggle->setChecked(place.wantedAtFirst);
  connect(toggle, &QAction::triggered, this, [this, dock] { this->toggle(dock); });
  dock->setVisible(place.wantedAtFirst);
  return dock;
}

Docks::Entry* Docks::find(const QObject* dock) {
  const auto found = std::find_if(entries_.begin(), entries_.end(),
                                  [dock](const Entry& entry) { return entry.dock == dock; });
  return found == entries_.end() ? nullptr : &*found;
}

bool Docks::isWanted(const QDockWidget* dock) const {
  return std::any_of(entries_.begin(), entries_.end(),
                     [dock](const Entry& entry) { return entry.dock == dock && entry.wanted; });
}

void Docks::setWanted(QDockWidget* dock, bool wanted) {
  Entry* entry = find(dock);
  if (!entry) return;
  entry->wanted = wanted;
  show();
}

void Docks::raise(QDockWidget* dock) {
  if (!isWanted(dock)) return;
  dock->raise();
  if (dock->isFloating()) dock->activateWindow();
}

bool Docks::isBehindAnother(const QDockWidget* dock) const {
  return isWanted(dock) && !window_.tabifiedDockWidgets(const_cast<QDockWidget*>(dock)).isEmpty() &&
         dock->visibleRegion().isEmpty();
}

// One that is behind another is brought forward, not hidden.
void Docks::toggle(QDockWidget* dock) {
  const bool away = !available_;
  const bool behind = isBehindAnother(dock);
  if (away) Q_EMIT workspaceWanted();
  setWanted(dock, away || behind || !isWanted(dock));
  if (!isWanted(dock)) return;
  raise(dock);
  Q_EMIT opened(dock);
}

void Docks::setAvailable(bool available) {
  available_ = available;
  show();
}

void Docks::show() {
  for (const Entry& entry : entries_) {
    entry.dock->setVisible(entry.wanted && available_);
    entry.toggle->setChecked(entry.wanted);
  }
}

bool Docks::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::ChildPolished && watched == &window_) {
    auto* tabs = qobject_cast<QTabBar*>(static_cast<QChildEvent*>(event)->child());
    if (tabs) tabs->setAccessibleName(tr("Panels"));
  }
  // Closed by the user; hiding by the workspace is no close event.
  if (event->type() == QEvent::Close) {
    if (Entry* entry = find(watched)) {
      entry->wanted = false;
      entry->toggle->setChecked(false);
    }
  }
  return QObject::eventFilter(watched, event);
}

void Docks::reset() {
  for (Entry& entry : entries_) {
    entry.wanted = entry.place.wantedAtFirst;
    entry.dock->setFloating(false);
    window_.removeDockWidget(entry.dock);
    window_.addDockWidget(entry.place.area, entry.dock);
  }
  arrange();
}

// Those of one side share a place; the first is in front.
void Docks::arrange() {
  QList<QDockWidget*> docks;
  QList<int> widths;
  for (const Entry& entry : entries_) {
    const auto first = std::ranges::find(entries_, entry.place.area,
                                         [](const Entry& other) { return other.place.area; });
    if (first->dock != entry.dock) window_.tabifyDockWidget(first->dock, entry.dock);
    docks << entry.dock;
    widths << entry.place.width;
  }
  show();
  window_.resizeDocks(docks, widths, Qt::Horizontal);
  if (!entries_.empty()) entries_.front().dock->raise();
}

void Docks::restore(const QSettings& settings) {
  const bool found = window_.restoreState(
      settings.value(QStringLiteral("window/state")).toByteArray(), layoutVersion);
  for (Entry& entry : entries_) {
    entry.wanted = settings.value(wantedKey(entry.dock), entry.place.wantedAtFirst).toBool();
  }
  if (found) {
    show();
  } else {
    arrange();
  }
}

void Docks::store(QSettings& settings) const {
  settings.setValue(QStringLiteral("window/state"), window_.saveState(layoutVersion));
  for (const Entry& entry : entries_) settings.setValue(wantedKey(entry.dock), entry.wanted);
}

}  // namespace cadenza::ui
