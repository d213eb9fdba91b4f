// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/corpus/music_page.h"

#include <QDragEnterEvent>
#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "core/midi/midi_file.h"
#include "ui/controllers/corpus_controller.h"
#include "ui/controllers/download_controller.h"
#include "ui/controls/form.h"
#include "ui/controls/page_stack.h"
#include "ui/controls/widgets.h"
#include "ui/corpus/dropped_places.h"
#include "ui/corpus/get_data_dialog.h"
#include "ui/corpus/invitation.h"
#include "ui/corpus/music_summary.h"
#include "ui/corpus/piece_browser.h"
#include "ui/corpus/place_bar.h"
#include "ui/corpus/scan_strip.h"
#include "ui/messages.h"
#include "ui/native_path.h"

namespace cadenza::ui {

namespace {

namespace fs = std::filesystem;

fs::path pathOf(const QString& name) { return nativePath(name); }

std::vector<fs::path> pathsOf(const QStringList& names) {
  std::vector<fs::path> paths;
  for (const QString& name : names) paths.push_back(pathOf(name));
  return paths;
}

std::vector<fs::path> existing(const std::vector<fs::path>& places) {
  std::vector<fs::path> found;
  for (const fs::path& place : places) {
    std::error_code problem;
    if (fs::exists(place, problem)) found.push_back(place);
  }
  return found;
}

// Seen around everything while music is dragged over it.
class DropFrame : public QWidget {
 public:
  DropFrame(const Appearance& appearance, QWidget* parent)
      : QWidget(parent), appearance_(appearance) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(appearance_.theme().accent, 2);
    pen.setDashPattern({4, 4});
    painter.setPen(pen);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), metrics::radius,
                            metrics::radius);
  }

 private:
  const Appearance& appearance_;
};

}  // namespace

MusicPage::MusicPage(const TrainingStudio& studio, QWidget* parent)
    : QWidget(parent), studio_(studio) {
  setAcceptDrops(true);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  pages_ = new PageStack;
  pages_->addWidget(invitation_ = new Invitation(studio_.appearance));
  pages_->addWidget(contents_ = makeContents());
  layout->addWidget(pages_);
  dropFrame_ = new DropFrame(studio_.appearance, this);
  dropFrame_->hide();
  invitation_->setDataOffered(studio_.downloads != nullptr);
  connect(invitation_, &Invitation::folderRequested, this, &MusicPage::browseFolder);
  connect(invitation_, &Invitation::filesRequested, this, &MusicPage::browseFiles);
  connect(invitation_, &Invitation::dataRequested, this, &MusicPage::getData);
  connect(invitation_, &Invitation::restRequested, this, &MusicPage::goOnWithRest);
  connectCorpus();
  if (studio_.downloads) connectDownloads();
  updatePage();
}

QWidget* MusicPage::makeContents() {
  auto* contents = new QWidget;
  auto* layout = new QVBoxLayout(contents);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(12);
  layout->addWidget(makeHead());
  layout->addWidget(new ScanStrip(studio_.corpus));
  layout->addWidget(summary_ = new MusicSummary);
  layout->addWidget(new PieceBrowser(studio_), 1);
  layout->addWidget(makeFoot());
  return contents;
}

QWidget* MusicPage::makeHead() {
  auto* head = new QWidget;
  auto* row = new QHBoxLayout(head);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(8);
  QPushButton* folder = makeButton(tr("Add folder…"));
  folder->setObjectName(QStringLiteral("addFolder"));
  QPushButton* files = makeButton(tr("Add files…"));
  files->setObjectName(QStringLiteral("addFiles"));
  again_ = makeButton(tr("Look again"), "quiet");
  again_->setObjectName(QStringLiteral("lookAgain"));
  again_->setToolTip(tr("Reads files that are new or have changed"));
  connect(again_, &QPushButton::clicked, this, [this] { studio_.corpus.rescan(); });
  getData_ = makeButton(tr("Get data…"));
  getData_->setObjectName(QStringLiteral("getDataButton"));
  getData_->setToolTip(tr("Free collections of piano music to download"));
  getData_->setVisible(studio_.downloads != nullptr);
  connect(folder, &QPushButton::clicked, this, &MusicPage::browseFolder);
  connect(files, &QPushButton::clicked, this, &MusicPage::browseFiles);
  connect(getData_, &QPushButton::clicked, this, &MusicPage::getData);
  row->addWidget(new PlaceBar(studio_.corpus, studio_.appearance), 1);
  row->addWidget(again_);
  row->addWidget(folder);
  row->addWidget(files);
  row->addWidget(getData_);
  return head;
}

QWidget* MusicPage::makeFoot() {
  auto* foot = new QWidget;
  auto* row = new QHBoxLayout(foot);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(8);
  licence_ = named(new QLineEdit, "licenceNote", tr("Licence of the music"));
  licence_->setPlaceholderText(
      tr("Whose music this is and what may be done with it; kept with the "
         "model"));
  licence_->setText(QString::fromStdString(studio_.corpus.choice().licence));
  auto* name = makeLabel(tr("Licence note"), "quiet");
  name->setBuddy(licence_);
  next_ = makeButton(tr("Choose a recipe"), "primary");
  next_->setObjectName(QStringLiteral("toRecipe"));
  connect(licence_, &QLineEdit::editingFinished, this,
          [this] { studio_.corpus.setLicence(licence_->text().trimmed().toStdString()); });
  connect(next_, &QPushButton::clicked, this, &MusicPage::nextRequested);
  row->addWidget(name);
  row->addWidget(licence_, 1);
  row->addSpacing(16);
  row->addWidget(next_);
  return foot;
}

void MusicPage::connectCorpus() {
  CorpusController& corpus = studio_.corpus;
  connect(&corpus, &CorpusController::scanStarted, this, [this] {
    invitation_->setFailure({});
    invitation_->setRestOffered(false);
    updatePage();
  });
  connect(&corpus, &CorpusController::scanFailed, this, [this](const Error& error) {
    const bool cancelled = error.code == ErrorCode::Cancelled;
    const std::vector<fs::path>& places = studio_.corpus.choice().places;
    const std::size_t left = existing(places).size();
    invitation_->setFailure(cancelled ? QString() : userText(error));
    invitation_->setRestOffered(!cancelled && left > 0 && left < places.size());
    updatePage();
  });
  connect(&corpus, &CorpusController::listed, this, &MusicPage::updatePage);
  connect(&corpus, &CorpusController::changed, this, &MusicPage::updatePage);
}

void MusicPage::connectDownloads() {
  const auto rename = [this] {
    const DownloadController& downloads = *studio_.downloads;
    const DownloadProgress& progress = downloads.progress();
    const bool counts =
        downloads.isRunning() && progress.total > 0 && progress.stage == DownloadStage::Downloading;
    getData_->setText(counts ? tr("Get data… %1 %").arg(100 * progress.done / progress.total)
                             : tr("Get data…"));
  };
  connect(studio_.downloads, &DownloadController::progressed, this, rename);
  connect(studio_.downloads, &DownloadController::ended, this, rename);
}

void MusicPage::updatePage() {
  const CorpusController& corpus = studio_.corpus;
  const bool shown = corpus.report() || corpus.isScanning();
  pages_->setCurrentWidget(shown ? contents_ : static_cast<QWidget*>(invitation_));
  next_->setEnabled(corpus.isReady());
  again_->setEnabled(!corpus.isScanning());
  if (!licence_->hasFocus()) licence_->setText(QString::fromStdString(corpus.choice().licence));
  summary_->setVisible(corpus.report() && !corpus.files()->empty());
  if (corpus.report()) {
    summary_->show(corpus.summary(), *corpus.report(), corpus.choice().places.size());
  }
}

void MusicPage::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  CorpusController& corpus = studio_.corpus;
  const bool waits = !corpus.choice().places.empty() && !corpus.report() && !corpus.isScanning();
  if (waits && !event->spontaneous()) corpus.rescan();
}

void MusicPage::choose(const QStringList& places) { studio_.corpus.setPlaces(pathsOf(places)); }

void MusicPage::add(std::vector<fs::path> places) {
  if (places.empty()) return;
  if (studio_.corpus.report()) {
    studio_.corpus.addPlaces(places);
  } else {
    studio_.corpus.setPlaces(std::move(places));
  }
}

void MusicPage::goOnWithRest() {
  studio_.corpus.setPlaces(existing(studio_.corpus.choice().places));
}

void MusicPage::browseFolder() {
  auto* dialog = new QFileDialog(this, tr("Folder with MIDI files"), QDir::homePath());
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::Directory);
  dialog->setOption(QFileDialog::ShowDirsOnly);
  connect(dialog, &QFileDialog::filesSelected, this,
          [this](const QStringList& names) { add(pathsOf(names)); });
  dialog->open();
}

void MusicPage::browseFiles() {
  auto* dialog = new QFileDialog(
      this, tr("MIDI files"), QDir::homePath(),
      tr("MIDI files (%1);;All files (*)").arg(QString::fromStdString(midiNamePatterns())));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFiles);
  connect(dialog, &QFileDialog::filesSelected, this,
          [this](const QStringList& names) { add(pathsOf(names)); });
  dialog->open();
}

void MusicPage::getData() {
  if (!dialog_) {
    dialog_ = new GetDataDialog(*studio_.downloads, studio_.appearance, collections(), this);
    dialog_->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog_, &GetDataDialog::useRequested, this, &MusicPage::use);
    connect(dialog_, &GetDataDialog::folderRequested, this, [this] {
      dialog_->close();
      browseFolder();
    });
  }
  dialog_->show();
  dialog_->raise();
  dialog_->activateWindow();
}

void MusicPage::use(const Collection& collection, const QString& folder) {
  if (dialog_) dialog_->close();
  add({pathOf(folder)});
  if (studio_.corpus.choice().licence.empty()) {
    studio_.corpus.setLicence(
        QStringLiteral("%1, %2").arg(collection.name, collection.licence).toStdString());
  }
}

void MusicPage::setDropping(bool dropping) {
  invitation_->setDropping(dropping);
  dropFrame_->setGeometry(rect());
  dropFrame_->setVisible(dropping && pages_->currentWidget() == contents_);
  dropFrame_->raise();
}

void MusicPage::dragEnterEvent(QDragEnterEvent* event) {
  if (droppedPlaces(event->mimeData()).empty()) return;
  setDropping(true);
  event->acceptProposedAction();
}

void MusicPage::dragLeaveEvent(QDragLeaveEvent*) { setDropping(false); }

void MusicPage::dropEvent(QDropEvent* event) {
  setDropping(false);
  event->acceptProposedAction();
  add(droppedPlaces(event->mimeData()));
}

}  // namespace cadenza::ui
