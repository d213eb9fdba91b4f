// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/training_log.h"

#include <QClipboard>
#include <QDateTime>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLocale>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include "core/learn/training_run.h"
#include "ui/controls/widgets.h"

namespace cadenza::ui {

TrainingLog::TrainingLog(QWidget* parent) : QWidget(parent) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(8);
  text_ = new QPlainTextEdit;
  text_->setObjectName(QStringLiteral("trainingLog"));
  text_->setReadOnly(true);
  text_->setMaximumBlockCount(static_cast<int>(mostLogLines));
  text_->setPlaceholderText(tr("What the training says of itself is written here."));
  text_->setAccessibleName(tr("Training log"));
  auto* copyAll = makeButton(tr("Copy all"), "quiet");
  copyAll->setObjectName(QStringLiteral("copyLog"));
  connect(copyAll, &QPushButton::clicked, this, &TrainingLog::copy);
  layout->addWidget(text_, 1);
  layout->addWidget(copyAll, 0, Qt::AlignRight);
}

void TrainingLog::setLines(const std::vector<std::string>& lines) {
  text_->clear();
  day_ = {};
  for (const std::string& line : lines) {
    const QString whole = QString::fromStdString(line);
    const QDateTime moment = QDateTime::fromString(whole.section(QChar(u' '), 0, 0), Qt::ISODate);
    append(moment.toLocalTime(), moment.isValid() ? whole.section(QChar(u' '), 1) : whole);
  }
}

void TrainingLog::add(const QString& sentence) { append(QDateTime::currentDateTime(), sentence); }

void TrainingLog::append(const QDateTime& moment, const QString& sentence) {
  if (moment.isValid() && moment.date() != day_) {
    day_ = moment.date();
    text_->appendPlainText(QLocale().toString(day_, QLocale::LongFormat));
  }
  const QString time = moment.isValid() ? moment.toString(QStringLiteral("HH:mm:ss  ")) : QString();
  text_->appendPlainText(time + sentence);
}

void TrainingLog::copy() const { QGuiApplication::clipboard()->setText(text_->toPlainText()); }

}  // namespace cadenza::ui
