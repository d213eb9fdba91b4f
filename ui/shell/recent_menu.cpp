// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/recent_menu.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>
#include <QMenu>
#include <QProxyStyle>
#include <QSettings>
#include <filesystem>
#include <system_error>

#include "ui/native_path.h"
#include "ui/score_picture.h"

namespace cadenza::ui {

namespace {

constexpr int kept = 10;
constexpr QSize pictureSize{48, 36};
const QString recentKey = QStringLiteral("files/recent");

// A menu's icons as large as a picture.
class PictureStyle : public QProxyStyle {
 public:
  PictureStyle() : QProxyStyle(QStringLiteral("Fusion")) {}
  int pixelMetric(PixelMetric metric, const QStyleOption* option,
                  const QWidget* widget) const override {
    return metric == PM_SmallIconSize ? pictureSize.width()
                                      : QProxyStyle::pixelMetric(metric, option, widget);
  }
};

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
  auto* style = new PictureStyle;
  style->setParent(&menu_);
  menu_.setStyle(style);
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
  const QString name = shownName(path).replace(QChar(u'&'), QLatin1String("&&"));
  std::error_code unknown;
  const bool exists = std::filesystem::exists(nativePath(path), unknown);
  const QString place = exists ? folderText(file) : tr("is gone");
  QAction* action = menu_.addAction(name + QChar(u'\t') + place);
  action->setToolTip(QDir::toNativeSeparators(path));
  action->setEnabled(exists);
  const QImage picture = pictures_.find(path).value_or(QImage());
  action->setIcon(dressed(picture, pictureSize, menu_.devicePixelRatioF(), appearance_.theme(),
                          appearance_.theme().accent));
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
