// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/corpus/corpus_panel.h"

#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMimeData>
#include <QPainter>
#include <QProgressBar>
#include <QStackedLayout>
#include <QVBoxLayout>

#include "ui/controls/elided_label.h"
#include "ui/controls/widgets.h"
#include "ui/controls/words.h"
#include "ui/corpus/corpus_report.h"
#include "ui/messages.h"

namespace cadenza::ui {

namespace {

QString folderIn(const QMimeData* data) {
  if (!data->hasUrls()) return {};
  for (const QUrl& url : data->urls()) {
    if (QFileInfo(url.toLocalFile()).isDir()) return url.toLocalFile();
  }
  return {};
}

}  // namespace

CorpusPanel::CorpusPanel(CorpusController& corpus, const Appearance& appearance, QWidget* parent)
    : QWidget(parent), corpus_(corpus), appearance_(appearance) {
  setAcceptDrops(true);
  pages_ = new QStackedLayout(this);
  pages_->addWidget(invitation_ = makeInvitation());
  pages_->addWidget(scanning_ = makeScanning());
  pages_->addWidget(result_ = makeResult());
  showPage(invitation_);
  connectCorpus();
  connect(&appearance_, &Appearance::themeChanged, this, qOverload<>(&QWidget::update));
}

QWidget* CorpusPanel::makeInvitation() {
  auto* page = new QWidget;
  auto* layout = new QVBoxLayout(page);
  layout->setContentsMargins(16, 16, 16, 16);
  layout->setSpacing(8);
  invitationTitle_ = makeParagraph(tr("Drop a folder of MIDI files here"));
  invitationTitle_->setAlignment(Qt::AlignCenter);
  failure_ = makeParagraph({}, "warning");
  failure_->setObjectName(QStringLiteral("scanFailure"));
  failure_->setAlignment(Qt::AlignCenter);
  failure_->hide();
  auto* hint = makeParagraph(
      tr("The network learns from the piano music in it. Files stay where they are."), "quiet");
  hint->setAlignment(Qt::AlignCenter);
  auto* button = makeButton(tr("Choose folder…"));
  button->setObjectName(QStringLiteral("chooseFolder"));
  setThemedIcon(button, QStringLiteral("folder"), appearance_);
  connect(button, &QPushButton::clicked, this, &CorpusPanel::browse);
  layout->addStretch();
  layout->addWidget(failure_);
  layout->addWidget(invitationTitle_);
  layout->addWidget(hint);
  layout->addSpacing(4);
  layout->addWidget(button, 0, Qt::AlignHCenter);
  layout->addStretch();
  return page;
}

QWidget* CorpusPanel::makeScanning() {
  auto* page = new QWidget;
  auto* layout = new QVBoxLayout(page);
  layout->setContentsMargins(16, 16, 16, 16);
  layout->setSpacing(8);
  scanningFolder_ = new ElidedLabel;
  scanningText_ = makeLabel({}, "quiet");
  scanningBar_ = new QProgressBar;
  scanningBar_->setTextVisible(false);
  auto* cancel = makeButton(tr("Cancel"));
  cancel->setObjectName(QStringLiteral("cancelScan"));
  connect(cancel, &QPushButton::clicked, this, [this] { corpus_.cancelScan(); });
  layout->addStretch();
  layout->addWidget(scanningFolder_);
  layout->addWidget(scanningBar_);
  layout->addWidget(scanningText_);
  layout->addSpacing(4);
  layout->addWidget(cancel, 0, Qt::AlignLeft);
  layout->addStretch();
  return page;
}

QWidget* CorpusPanel::makeResult() {
  auto* page = new QWidget;
  auto* layout = new QVBoxLayout(page);
  layout->setContentsMargins(16, 8, 16, 12);
  layout->setSpacing(8);
  auto* header = new QHBoxLayout;
  header->setSpacing(8);
  resultFolder_ = new ElidedLabel;
  change_ = makeButton(tr("Change…"), "quiet");
  connect(change_, &QPushButton::clicked, this, &CorpusPanel::browse);
  header->addWidget(resultFolder_, 1);
  header->addWidget(change_);
  report_ = new CorpusReport;
  layout->addLayout(header);
  layout->addWidget(report_, 1);
  return page;
}

void CorpusPanel::connectCorpus() {
  connect(&corpus_, &CorpusController::scanStarted, this, [this] {
    folder_ = QString::fromStdString(corpus_.choice().places.front().string());
    scanningFolder_->setText(QDir(folder_).dirName());
    scanningText_->setText(tr("Looking for MIDI files…"));
    scanningBar_->setRange(0, 0);
    showPage(scanning_);
  });
  connect(&corpus_, &CorpusController::scanProgressed, this,
          [this](const ScanProgress& progress) {
            scanningBar_->setRange(0, static_cast<int>(progress.files));
            scanningBar_->setValue(static_cast<int>(progress.done));
            scanningText_->setText(
                tr("%1 of %2 files read").arg(countText(progress.done), countText(progress.files)));
          });
  connect(&corpus_, &CorpusController::scanned, this, [this](const ScanReport& report) {
    report_->show(report);
    resultFolder_->setText(QDir(folder_).dirName());
    resultFolder_->setToolTip(folder_);
    showPage(result_);
  });
  connect(&corpus_, &CorpusController::scanFailed, this, &CorpusPanel::showFailure);
}

void CorpusPanel::showFailure(const Error& error) {
  const bool cancelled = error.code == ErrorCode::Cancelled;
  failure_->setText(userText(error));
  failure_->setVisible(!cancelled);
  invitationTitle_->setText(cancelled ? tr("Drop a folder of MIDI files here")
                                      : tr("Drop another folder here"));
  folder_.clear();
  showPage(invitation_);
}

void CorpusPanel::browse() {
  const QString start = folder_.isEmpty() ? QDir::homePath() : folder_;
  auto* dialog = new QFileDialog(this, tr("Folder with MIDI files"), start);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::Directory);
  dialog->setOption(QFileDialog::ShowDirsOnly);
  connect(dialog, &QFileDialog::fileSelected, this, &CorpusPanel::choose);
  dialog->open();
}

void CorpusPanel::choose(const QString& folder) {
  corpus_.setPlaces({std::filesystem::path(folder.toStdString())});
}

void CorpusPanel::showPage(QWidget* page) {
  pages_->setCurrentWidget(page);
  update();
}

void CorpusPanel::dragEnterEvent(QDragEnterEvent* event) {
  if (folderIn(event->mimeData()).isEmpty()) return;
  dropping_ = true;
  update();
  event->acceptProposedAction();
}

void CorpusPanel::dragLeaveEvent(QDragLeaveEvent*) {
  dropping_ = false;
  update();
}

void CorpusPanel::dropEvent(QDropEvent* event) {
  dropping_ = false;
  update();
  event->acceptProposedAction();
  choose(folderIn(event->mimeData()));
}

void CorpusPanel::paintEvent(QPaintEvent*) {
  const Theme& theme = appearance_.theme();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const bool inviting = pages_->currentWidget() == invitation_;
  QPen pen(dropping_ ? theme.accent : theme.controlEdge, dropping_ ? 2 : 1);
  if (inviting) pen.setDashPattern({4, 4});
  painter.setPen(inviting || dropping_ ? pen : QPen(Qt::NoPen));
  painter.setBrush(theme.field);
  painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), metrics::radius, metrics::radius);
}

}  // namespace cadenza::ui
