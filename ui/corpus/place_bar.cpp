// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/corpus/place_bar.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <algorithm>

#include "ui/controls/elided_label.h"
#include "ui/controls/widgets.h"
#include "ui/controls/words.h"
#include "ui/native_path.h"

namespace cadenza::ui {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t mostChips = 4;
constexpr int widestChip = 260;

QString nameText(const fs::path& path) {
  const fs::path name = path.filename().empty() ? path.parent_path().filename() : path.filename();
  return pathText(name.empty() ? path : name);
}

}  // namespace

PlaceBar::PlaceBar(CorpusController& corpus, const Appearance& appearance, QWidget* parent)
    : QWidget(parent), corpus_(corpus), appearance_(appearance) {
  row_ = new QHBoxLayout(this);
  row_->setContentsMargins(0, 0, 0, 0);
  row_->setSpacing(8);
  connect(&corpus_, &CorpusController::changed, this, &PlaceBar::rebuild);
  rebuild();
}

void PlaceBar::rebuild() {
  if (shown_ == corpus_.choice().places) return;
  shown_ = corpus_.choice().places;
  while (QLayoutItem* item = row_->takeAt(0)) {
    if (item->widget()) {
      item->widget()->hide();
      item->widget()->deleteLater();
    }
    delete item;
  }
  std::vector<fs::path> folders;
  std::vector<fs::path> files;
  for (const fs::path& place : shown_) {
    std::error_code problem;
    (fs::is_regular_file(place, problem) ? files : folders).push_back(place);
  }
  const std::size_t chips = folders.size() > mostChips ? mostChips - 1 : folders.size();
  for (std::size_t i = 0; i < chips; ++i) {
    addChip(nameText(folders[i]), pathText(folders[i]), QStringLiteral("folder"), {folders[i]});
  }
  if (chips < folders.size()) {
    addRest({folders.begin() + static_cast<std::ptrdiff_t>(chips), folders.end()});
  }
  if (files.size() == 1) {
    addChip(nameText(files[0]), pathText(files[0]), QStringLiteral("velocity"), files);
  } else if (!files.empty()) {
    addChip(countText(files.size(), tr("file")), {}, QStringLiteral("velocity"), files);
  }
  row_->addStretch(1);
}

void PlaceBar::addChip(const QString& text, const QString& toolTip, const QString& iconName,
                       std::vector<fs::path> places) {
  auto* chip = new QFrame;
  chip->setProperty("role", QStringLiteral("card"));
  chip->setToolTip(toolTip);
  chip->setMaximumWidth(widestChip);
  auto* layout = new QHBoxLayout(chip);
  layout->setContentsMargins(8, 0, 0, 0);
  layout->setSpacing(8);
  auto* picture = new QLabel;
  picture->setPixmap(icon(iconName, appearance_.theme().quietText).pixmap(16, 16));
  connect(&appearance_, &Appearance::themeChanged, picture,
          [picture, iconName](const Theme& theme) {
            picture->setPixmap(icon(iconName, theme.quietText).pixmap(16, 16));
          });
  auto* name = new QLabel(fontMetrics().elidedText(text, Qt::ElideMiddle, widestChip - 80));
  name->setTextFormat(Qt::PlainText);
  auto* away = new QToolButton;
  away->setObjectName(QStringLiteral("removePlace"));
  away->setAutoRaise(true);
  away->setIconSize({14, 14});
  away->setToolTip(tr("Do not learn from %1").arg(text));
  away->setAccessibleName(away->toolTip());
  setThemedIcon(away, QStringLiteral("close"), appearance_);
  connect(away, &QToolButton::clicked, this,
          [this, places = std::move(places)] { corpus_.removePlaces(std::vector(places)); });
  layout->addWidget(picture);
  layout->addWidget(name);
  layout->addWidget(away);
  row_->addWidget(chip);
}

void PlaceBar::addRest(const std::vector<fs::path>& folders) {
  auto* more = makeButton(tr("%1 more").arg(countText(folders.size(), tr("folder"))), "quiet");
  auto* menu = new QMenu(more);
  for (const fs::path& folder : folders) {
    menu->addAction(tr("Do not learn from %1").arg(nameText(folder)), this,
                    [this, folder] { corpus_.removePlaces({folder}); })
        ->setToolTip(pathText(folder));
  }
  more->setMenu(menu);
  row_->addWidget(more);
}

}  // namespace cadenza::ui
