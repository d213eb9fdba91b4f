// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/corpus/collection_card.h"

#include <QDesktopServices>
#include <QFile>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/controls/form.h"
#include "ui/controls/widgets.h"
#include "ui/corpus/download_words.h"

namespace cadenza::ui {

namespace {

QString extentText(const Collection& collection) {
  if (!collection.canDownload()) return collection.extent;
  const QString size = collection.bytes > 0
                           ? CollectionCard::tr("download %1").arg(sizeText(collection.bytes))
                           : CollectionCard::tr("size told by the server");
  const QString check = collection.sha256.isEmpty() ? CollectionCard::tr("not checked")
                                                    : CollectionCard::tr("checked (SHA-256)");
  return QStringLiteral("%1 · %2, %3").arg(collection.extent, size, check);
}

}  // namespace

CollectionCard::CollectionCard(const Collection& collection, DownloadController& downloads,
                               const Appearance& appearance, QWidget* parent)
    : QFrame(parent), collection_(collection), downloads_(downloads) {
  setProperty("role", QStringLiteral("card"));
  setObjectName(QStringLiteral("collection:") + collection.id);
  setAccessibleName(collection.name);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(16, 12, 16, 12);
  layout->setSpacing(4);
  addText(layout);
  layout->addSpacing(4);
  layout->addLayout(makeButtons());
  setThemedIcon(download_, QStringLiteral("download"), appearance);
  connect(&downloads_, &DownloadController::started, this, [this] { update(); });
  connect(&downloads_, &DownloadController::progressed, this, &CollectionCard::showProgress);
  connect(&downloads_, &DownloadController::ended, this,
          [this](const QString& id, const DownloadOutcome& outcome) {
            if (id == collection_.id) last_ = outcome;
            update();
          });
  update();
}

void CollectionCard::addText(QVBoxLayout* layout) {
  auto* licence =
      makeParagraph(tr("Licence: %1. %2").arg(collection_.licence, collection_.terms), "quiet");
  layout->addWidget(makeLabel(collection_.name, "heading"));
  layout->addWidget(makeParagraph(collection_.purpose));
  layout->addWidget(makeParagraph(extentText(collection_), "small"));
  layout->addWidget(licence);
  bar_ = named(new QProgressBar, "downloadBar", tr("Download of %1").arg(collection_.name));
  bar_->setTextVisible(false);
  state_ = makeParagraph({}, "quiet");
  state_->setObjectName(QStringLiteral("downloadState"));
  layout->addSpacing(4);
  layout->addWidget(bar_);
  layout->addWidget(state_);
}

QHBoxLayout* CollectionCard::makeButtons() {
  auto* row = new QHBoxLayout;
  row->setSpacing(8);
  const auto add = [&](const QString& text, const char* name, const char* role = nullptr) {
    QPushButton* button = makeButton(text, role);
    button->setObjectName(QString::fromLatin1(name));
    button->setAccessibleName(QStringLiteral("%1: %2").arg(text, collection_.name));
    row->addWidget(button);
    return button;
  };
  use_ = add(tr("Learn from it"), "useCollection", "primary");
  download_ = add(tr("Download"), "startDownload");
  cancel_ = add(tr("Cancel"), "cancelDownload");
  discard_ = add(tr("Discard what has arrived"), "discardDownload", "quiet");
  choose_ = add(tr("Choose folder…"), "chooseInstead");
  row->addStretch();
  QPushButton* home = add(tr("Open its page"), "openPage", "quiet");
  connect(use_, &QPushButton::clicked, this, [this] {
    if (const auto folder = downloads_.found(collection_.id)) {
      Q_EMIT useRequested(collection_, QFile::decodeName(folder->c_str()));
    }
  });
  connect(download_, &QPushButton::clicked, this,
          [this] { downloads_.start(collection_.id, collection_.archive, collection_.sha256); });
  connect(cancel_, &QPushButton::clicked, this, [this] { downloads_.cancel(); });
  connect(discard_, &QPushButton::clicked, this, [this] {
    downloads_.discard(collection_.id);
    last_.reset();
    update();
  });
  connect(choose_, &QPushButton::clicked, this, &CollectionCard::folderRequested);
  connect(home, &QPushButton::clicked, this,
          [this] { QDesktopServices::openUrl(collection_.home); });
  return row;
}

bool CollectionCard::runsHere() const {
  return collection_.canDownload() && downloads_.current() == collection_.id;
}

void CollectionCard::update() {
  const bool running = runsHere();
  const bool can = collection_.canDownload();
  const bool found = can && downloads_.found(collection_.id).has_value();
  const std::uint64_t kept = can && !running ? downloads_.kept(collection_.id) : 0;
  if (running || found) last_.reset();
  const bool failed = last_ && last_->end != DownloadEnd::Cancelled;
  bar_->setVisible(running);
  cancel_->setVisible(running);
  use_->setVisible(found);
  choose_->setVisible(last_ && last_->end == DownloadEnd::Offline);
  download_->setVisible(can && !running && !found);
  download_->setEnabled(!downloads_.isRunning());
  download_->setText(failed ? tr("Try again") : kept > 0 ? tr("Go on") : tr("Download"));
  discard_->setVisible(kept > 0);
  setRole(state_, failed ? "warning" : "quiet");
  if (running) return showProgress(downloads_.progress());
  state_->setText(found      ? tr("It is on this computer.")
                  : last_    ? outcomeText(*last_)
                  : kept > 0 ? tr("%1 have arrived.").arg(sizeText(kept))
                             : QString());
  state_->setVisible(!state_->text().isEmpty());
}

void CollectionCard::showProgress(const DownloadProgress& progress) {
  if (!runsHere()) return;
  constexpr int steps = 1000;
  const bool known = progress.total > 0 && progress.stage != DownloadStage::Checking;
  bar_->setRange(0, known ? steps : 0);
  if (known) {
    bar_->setValue(static_cast<int>(static_cast<double>(progress.done) * steps /
                                    static_cast<double>(progress.total)));
  }
  state_->setText(progressText(progress, downloads_.secondsLeft()));
  state_->show();
}

}  // namespace cadenza::ui
