// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/recent_menu.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>
#include <QMenu>
#include <QSettings>

#include "ui/score_picture.h"

namespace cadenza::ui {

namespace {

constexpr int kept = 10;
constexpr QSize pictureSize{48, 36};
const QString recentKey = QStringLiteral("files/recent");

// "~/Music" rather than where the home folder lies.
QString folderText(const QFileInfo& file) {
  QString folder = file.absolutePath();
  if (folder.startsWith(QDir::homePath())) folder.replace(0, QDir::homePath().size(), QChar(u'~'));
  return QDir::toNativeSeparators(folder);
}

}  // namespace

RecentMenu::RecentMenu(QMenu& menu, QSettings& settings, const Appearance& appearance,
                       const QString& pictureFolder, QObject* parent)
    : QObject(parent),
      menu_(menu),
      settings_(settings),
      appearance_(appearance),
      pictures_(pictureFolder) {
  menu_.setToolTipsVisible(true);
  menu_.setStyleSheet(QStringLiteral("QMenu { icon-size: %1px; }").arg(pictureSize.width()));
  connect(&menu_, &QMenu::aboutToShow, this, &RecentMenu::fill);
  fill();
}

void RecentMenu::remember(const QString& path, const Score& score) {
  QStringList recent = settings_.value(recentKey).toStringList();
  recent.removeAll(path);
  recent.prepend(path);
  settings_.setValue(recentKey, QStringList(recent.mid(0, kept)));
  pictures_.draw(path, score);
  fill();
}

void RecentMenu::add(const QString& path) {
  const QFileInfo file(path);
  const QString name = file.fileName().replace(QChar(u'&'), QLatin1String("&&"));
  const QString place = file.exists() ? folderText(file) : tr("is gone");
  QAction* action = menu_.addAction(name + QChar(u'\t') + place);
  action->setToolTip(QDir::toNativeSeparators(path));
  action->setEnabled(file.exists());
  const QImage picture = pictures_.find(path).value_or(QImage());
  action->setIcon(dressed(picture, pictureSize, menu_.devicePixelRatioF(), appearance_.theme()));
  connect(action, &QAction::triggered, this, [this, path] { Q_EMIT chosen(path); });
}

void RecentMenu::fill() {
  menu_.clear();
  for (const QString& path : settings_.value(recentKey).toStringList()) add(path);
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
