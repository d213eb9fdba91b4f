// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/corpus/scan_strip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include "ui/controls/form.h"
#include "ui/controls/widgets.h"
#include "ui/controls/words.h"
#include "ui/messages.h"

namespace cadenza::ui {

ScanStrip::ScanStrip(CorpusController& corpus, QWidget* parent) : QWidget(parent), corpus_(corpus) {
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(12);
  text_ = makeLabel({}, "quiet");
  text_->setObjectName(QStringLiteral("scanText"));
  bar_ = named(new QProgressBar, "scanBar", tr("Reading the music"));
  bar_->setTextVisible(false);
  QPushButton* cancel = makeButton(tr("Cancel"));
  cancel->setObjectName(QStringLiteral("cancelScan"));
  cancel_ = cancel;
  connect(cancel, &QPushButton::clicked, this, [this] { corpus_.cancelScan(); });
  layout->addWidget(text_);
  layout->addWidget(bar_, 1);
  layout->addWidget(cancel);
  connect(&corpus_, &CorpusController::scanStarted, this, &ScanStrip::begin);
  connect(&corpus_, &CorpusController::scanProgressed, this, &ScanStrip::showProgress);
  connect(&corpus_, &CorpusController::scanned, this, &QWidget::hide);
  connect(&corpus_, &CorpusController::scanFailed, this, &ScanStrip::end);
  if (corpus_.isScanning()) {
    begin();
  } else {
    hide();
  }
}

void ScanStrip::begin() {
  setRole(text_, "quiet");
  text_->setText(tr("Looking for MIDI files…"));
  bar_->setRange(0, 0);
  bar_->show();
  cancel_->show();
  show();
}

void ScanStrip::showProgress(const ScanProgress& progress) {
  bar_->setRange(0, static_cast<int>(progress.files));
  bar_->setValue(static_cast<int>(progress.done));
  text_->setText(
      tr("%1 of %2 files read").arg(countText(progress.done), countText(progress.files)));
}

void ScanStrip::end(const Error& error) {
  bar_->hide();
  cancel_->hide();
  setVisible(error.code != ErrorCode::Cancelled);
  setRole(text_, "warning");
  text_->setText(userText(error));
}

}  // namespace cadenza::ui
