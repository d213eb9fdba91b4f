// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/run_list.h"

#include <QListWidget>
#include <QLocale>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/controls/widgets.h"
#include "ui/controls/words.h"
#include "ui/dashboard/run_words.h"

namespace cadenza::ui {

namespace {

constexpr int idRole = Qt::UserRole;
constexpr int rowHeight = 44;

std::string idOf(const QListWidgetItem& item) { return item.data(idRole).toString().toStdString(); }

QString dayOf(const TrainingRun& run) {
  const QDateTime moment =
      QDateTime::fromString(QString::fromStdString(run.created), Qt::ISODate).toLocalTime();
  return moment.date() == QDate::currentDate()
             ? moment.toString(QStringLiteral("HH:mm"))
             : QLocale().toString(moment.date(), QLocale::ShortFormat);
}

}  // namespace

RunList::RunList(TrainingController& training, const Appearance& appearance, QWidget* parent)
    : QWidget(parent), training_(training), appearance_(appearance) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(8);
  layout->addWidget(makeLabel(tr("Trainings"), "heading"));
  runs_ = new QListWidget;
  runs_->setObjectName(QStringLiteral("trainingRuns"));
  runs_->setAccessibleName(tr("Trainings"));
  runs_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  runs_->setTextElideMode(Qt::ElideRight);
  runs_->setUniformItemSizes(true);
  layout->addWidget(runs_, 1);
  auto* hint = makeParagraph(tr("Tick a training to lay its curve over the chosen one."), "small");
  layout->addWidget(hint);
  connect(runs_, &QListWidget::currentItemChanged, this, [this] {
    if (!listing_) Q_EMIT chosenChanged();
  });
  connect(runs_, &QListWidget::itemChanged, this, [this](const QListWidgetItem* item) {
    if (!listing_) takeTick(*item);
  });
  connect(&training_, &TrainingController::runsChanged, this, &RunList::list);
  connect(&training_, &TrainingController::progressed, this, &RunList::updateProgress);
  connect(&appearance_, &Appearance::themeChanged, this, &RunList::list);
  list();
}

std::string RunList::chosen() const {
  const QListWidgetItem* item = runs_->currentItem();
  return item ? idOf(*item) : std::string();
}

void RunList::choose(const std::string& id) {
  for (int row = 0; row < runs_->count(); ++row) {
    if (idOf(*runs_->item(row)) == id) runs_->setCurrentRow(row);
  }
}

void RunList::list() {
  const std::string before = chosen();
  std::string now;
  listing_ = true;
  runs_->clear();
  for (const TrainingRun* run : training_.runs()) {
    auto* item = new QListWidgetItem(runs_);
    item->setData(idRole, QString::fromStdString(run->id));
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setSizeHint({0, rowHeight});
    const bool over = std::find(overlaid_.begin(), overlaid_.end(), run->id) != overlaid_.end();
    item->setCheckState(over ? Qt::Checked : Qt::Unchecked);
    dress(*item, *run);
    if (run->id == before || runs_->count() == 1) runs_->setCurrentItem(item);
  }
  listing_ = false;
  std::erase_if(overlaid_, [this](const std::string& id) { return !training_.find(id); });
  now = chosen();
  if (now != before) Q_EMIT chosenChanged();
}

void RunList::dress(QListWidgetItem& item, const TrainingRun& run) {
  const QString title = runTitle(run);
  const QString state = stateWord(run, training_.isOurs(run.id));
  item.setText(title + u'\n' +
               (isOpen(run.state) ? state : state + QStringLiteral(" · ") + dayOf(run)));
  item.setIcon(icon(stateIcon(run.state), appearance_.theme()));
  item.setToolTip(title);
}

void RunList::updateProgress() {
  const TrainingRun* run = training_.current();
  if (!run || !isVisible()) return;
  for (int row = 0; row < runs_->count(); ++row) {
    QListWidgetItem& item = *runs_->item(row);
    if (idOf(item) != run->id) continue;
    listing_ = true;
    dress(item, *run);
    listing_ = false;
  }
}

void RunList::takeTick(const QListWidgetItem& item) {
  const std::string id = idOf(item);
  std::erase(overlaid_, id);
  if (item.checkState() == Qt::Checked) overlaid_.push_back(id);
  Q_EMIT overlaysChanged();
}

}  // namespace cadenza::ui
