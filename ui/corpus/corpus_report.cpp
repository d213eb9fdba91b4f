// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/corpus/corpus_report.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/controls/widgets.h"
#include "ui/controls/words.h"
#include "ui/controls/figure.h"

namespace cadenza::ui {

namespace {

using Line = std::pair<QString, QString>;

void addGroup(QTreeWidget* tree, const QString& title, const std::vector<Line>& lines) {
  if (lines.empty()) return;
  auto* group =
      new QTreeWidgetItem(tree, {QStringLiteral("%1 (%2)").arg(title, countText(lines.size()))});
  group->setFirstColumnSpanned(true);
  for (const auto& [file, remark] : lines) {
    auto* item = new QTreeWidgetItem(group, {file, remark});
    item->setToolTip(0, file);
    item->setToolTip(1, remark);
  }
}

std::vector<Line> linesOf(const std::vector<SkippedFile>& files) {
  std::vector<Line> lines;
  for (const auto& file : files) {
    lines.emplace_back(QString::fromStdString(file.file), QString::fromStdString(file.reason));
  }
  return lines;
}

std::vector<Line> linesOf(const std::vector<DuplicateFile>& files) {
  std::vector<Line> lines;
  for (const auto& file : files) {
    lines.emplace_back(
        QString::fromStdString(file.file),
        CorpusReport::tr("same notes as %1").arg(QString::fromStdString(file.original)));
  }
  return lines;
}

QString splitText(const ScanReport& report) {
  QString text = CorpusReport::tr("%1 to learn from, %2 held out to check")
                     .arg(countText(report.train), countText(report.validation));
  if (report.test > 0) text += CorpusReport::tr(", %1 kept for a test").arg(countText(report.test));
  return text +
         (report.officialSplit ? CorpusReport::tr(" (the collection's own split)") : QString());
}

}  // namespace

CorpusReport::CorpusReport(QWidget* parent) : QWidget(parent) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(8);
  auto* figures = new QHBoxLayout;
  figures->setSpacing(24);
  figures->addWidget(pieces_ = new Figure(tr("Pieces")));
  figures->addWidget(notes_ = new Figure(tr("Notes")));
  figures->addWidget(hours_ = new Figure(tr("Hours")));
  figures->addStretch();
  split_ = makeParagraph({}, "quiet");
  complete_ = makeParagraph({}, "quiet");
  complete_->setObjectName(QStringLiteral("corpusComplete"));
  details_ = new QTreeWidget;
  details_->setObjectName(QStringLiteral("corpusDetails"));
  details_->setAccessibleName(tr("Details of the report"));
  details_->setColumnCount(2);
  details_->setHeaderHidden(true);
  details_->setUniformRowHeights(true);
  details_->setIndentation(12);
  details_->header()->setSectionResizeMode(QHeaderView::Stretch);
  details_->setMinimumHeight(60);
  layout->addLayout(figures);
  layout->addWidget(split_);
  layout->addWidget(complete_);
  layout->addWidget(details_, 100);
  layout->addStretch(1);
}

void CorpusReport::show(const ScanReport& report) {
  pieces_->setValue(countText(report.kept));
  notes_->setValue(countText(report.notes));
  hours_->setValue(QLocale().toString(report.hours, 'f', report.hours < 10 ? 1 : 0));
  split_->setText(splitText(report));
  details_->clear();
  addGroup(details_, tr("Skipped"), linesOf(report.skipped));
  addGroup(details_, tr("Repeated"), linesOf(report.duplicates));
  addGroup(details_, tr("Kept, but something was left out"), linesOf(report.warnings));
  const bool clean = details_->topLevelItemCount() == 0;
  details_->setVisible(!clean);
  complete_->setText(clean ? tr("All %1 could be read, none repeats another.")
                                 .arg(countText(report.files, tr("file")))
                           : tr("%1 found:").arg(countText(report.files, tr("file"))));
}

}  // namespace cadenza::ui
