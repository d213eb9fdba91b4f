// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/recent_menu.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>
#include <QMenu>
#include <QSettings>

namespace cadenza::ui {

namespace {

constexpr int kept = 10;
const QString recentKey = QStringLiteral("files/recent");

}  // namespace

RecentMenu::RecentMenu(QMenu& menu, QSettings& settings, QObject* parent)
    : QObject(parent), menu_(menu), settings_(settings) {
  menu_.setToolTipsVisible(true);
  connect(&menu_, &QMenu::aboutToShow, this, &RecentMenu::fill);
  fill();
}

void RecentMenu::remember(const QString& path) {
  QStringList recent = settings_.value(recentKey).toStringList();
  recent.removeAll(path);
  recent.prepend(path);
  settings_.setValue(recentKey, QStringList(recent.mid(0, kept)));
  fill();
}

void RecentMenu::fill() {
  menu_.clear();
  for (const QString& path : settings_.value(recentKey).toStringList()) {
    const QFileInfo file(path);
    QAction* action = menu_.addAction(file.fileName().replace(QChar(u'&'), QLatin1String("&&")));
    action->setToolTip(QDir::toNativeSeparators(path));
    action->setEnabled(file.exists());
    if (!file.exists()) action->setText(tr("%1 (is gone)").arg(action->text()));
    connect(action, &QAction::triggered, this, [this, path] { Q_EMIT chosen(path); });
  }
  if (menu_.isEmpty()) {
    menu_.addAction(tr("No pieces yet"))->setEnabled(false);
    return;
  }
  menu_.addSeparator();
  connect(menu_.addAction(tr("&Clear this list")), &QAction::triggered, this, [this] {
    settings_.remove(recentKey);
    fill();
  });
}

}  // namespace cadenza::ui
