// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/corpus/music_summary.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QStringList>

#include "ui/controls/figure.h"
#include "ui/controls/widgets.h"
#include "ui/controls/words.h"

namespace cadenza::ui {

MusicSummary::MusicSummary(QWidget* parent) : QWidget(parent) {
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(24);
  const auto add = [&](const QString& name, const char* objectName) {
    auto* figure = new Figure(name);
    figure->setObjectName(QString::fromLatin1(objectName));
    layout->addWidget(figure);
    return figure;
  };
  pieces_ = add(tr("Pieces"), "pieceCount");
  notes_ = add(tr("Notes"), "noteCount");
  hours_ = add(tr("Hours"), "hourCount");
  train_ = add(tr("To learn from"), "trainCount");
  validation_ = add(tr("Held out to check"), "validationCount");
  rest_ = makeParagraph({}, "quiet");
  rest_->setObjectName(QStringLiteral("corpusRest"));
  layout->addWidget(rest_, 1);
}

void MusicSummary::show(const ListingSummary& summary, const ScanReport& report,
                        std::size_t places) {
  const double hours = summary.seconds / 3600;
  pieces_->setValue(countText(summary.pieces));
  notes_->setValue(countText(summary.notes));
  hours_->setValue(QLocale().toString(hours, 'f', hours < 10 ? 1 : 0));
  train_->setValue(countText(summary.train));
  validation_->setValue(countText(summary.validation));
  rest_->setText(restText(summary, report.files) + '\n' +
                 splitText(summary, report.officialSplit, places) +
                 passedOverText(report.passedOver));
  QStringList all;
  for (const SkippedFile& each : report.passedOver) {
    all += QString::fromStdString(each.file) + QStringLiteral(": ") +
           QString::fromStdString(each.reason);
  }
  constexpr int mostInTip = 30;
  rest_->setToolTip(QStringList(all.mid(0, mostInTip)).join('\n'));
}

QString passedOverText(const std::vector<SkippedFile>& passedOver) {
  if (passedOver.empty()) return {};
  const QString name = QString::fromStdString(passedOver[0].file);
  const QString reason = QString::fromStdString(passedOver[0].reason);
  const QString first = '\n' + MusicSummary::tr("Not scanned: %1. %2").arg(name, reason);
  if (passedOver.size() == 1) return first;
  return first + ' ' + MusicSummary::tr("And %1 more.").arg(countText(passedOver.size() - 1));
}

QString restText(const ListingSummary& summary, std::size_t files) {
  QStringList parts;
  const auto add = [&](std::size_t count, const QString& text) {
    if (count > 0) parts += text.arg(countText(count));
  };
  add(summary.skipped, MusicSummary::tr("%1 skipped"));
  add(summary.duplicates, MusicSummary::tr("%1 repeat others"));
  add(summary.warned, MusicSummary::tr("%1 read in part"));
  add(summary.leftOut, MusicSummary::tr("%1 left out by you"));
  const QString found = countText(files, MusicSummary::tr("file"));
  if (parts.isEmpty()) {
    return MusicSummary::tr("All %1 could be read, none repeats another.").arg(found);
  }
  return MusicSummary::tr("Of %1: %2.").arg(found, parts.join(QStringLiteral(", ")));
}

QString splitText(const ListingSummary& summary, bool official, std::size_t places) {
  if (summary.train == 0) return MusicSummary::tr("Nothing is left to learn from.");
  if (summary.validation == 0) {
    return MusicSummary::tr("Nothing is held out, so no one can tell whether it learns by heart.");
  }
  QString text = official     ? MusicSummary::tr("The collection says what is held out")
                 : places > 1 ? MusicSummary::tr(
                                    "What is held out is what a collection says, else "
                                    "drawn by chance")
                              : MusicSummary::tr("What is held out is drawn by chance");
  if (summary.test > 0) {
    text += MusicSummary::tr(", and keeps %1 for a last test").arg(countText(summary.test));
  }
  return text + '.';
}

}  // namespace cadenza::ui
