// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recovery/autosave.h"

#include <QDateTime>
#include <algorithm>
#include <utility>

#include "ui/messages.h"

namespace cadenza::ui {

namespace {

RecoveryInfo infoOf(const Document& document) {
  return {document.path().toStdString(), document.displayName().toStdString(),
          QDateTime::currentSecsSinceEpoch()};
}

}  // namespace

Autosave::Autosave(Document& document, std::filesystem::path folder,
                   std::chrono::milliseconds interval, QObject* parent)
    : QObject(parent),
      document_(document),
      folder_(std::move(folder)),
      interval_(interval),
      task_(this) {
  timer_.setSingleShot(true);
  connect(&timer_, &QTimer::timeout, this, &Autosave::write);
  connect(&document_, &Document::changed, this, &Autosave::follow);
  connect(&document_, &Document::replaced, this, &Autosave::follow);
  connect(&document_, &Document::propertiesChanged, this, &Autosave::follow);
  connect(&document_, &Document::takesChanged, this, &Autosave::follow);
  connect(&document_, &Document::modifiedChanged, this, &Autosave::follow);
}

Autosave::~Autosave() {
  task_.wait();
  if (discarded_ || !document_.isModified()) removeFile();
}

void Autosave::adopt(RecoveryFile file) {
  task_.wait();
  removeFile();
  file_ = std::make_shared<RecoveryFile>(std::move(file));
}

void Autosave::follow() {
  if (document_.isModified()) {
    schedule();
    return;
  }
  timer_.stop();
  if (!task_.isRunning()) removeFile();
}

void Autosave::schedule() {
  if (timer_.isActive() || task_.isRunning()) return;
  const qint64 since = sinceWriting_.isValid() ? sinceWriting_.elapsed() : interval_.count();
  timer_.start(static_cast<int>(std::max<qint64>(0, interval_.count() - since)));
}

void Autosave::write() {
  if (!document_.isModified() || task_.isRunning()) return;
  sinceWriting_.start();
  if (!file_) {
    auto created = RecoveryFile::create(folder_);
    if (!created) {
      finish(safeRevision_, created.error());
      return;
    }
    file_ = std::make_shared<RecoveryFile>(std::move(*created));
  }
  task_.start<void>([file = file_, project = document_.project(), info = infoOf(document_)](
                        std::stop_token) { return file->write(project, info); },
                    [this, revision = document_.revision()](const Result<void>& result) {
                      finish(revision, result);
                    });
}

void Autosave::finish(std::uint64_t revision, const Result<void>& result) {
  if (result) {
    safeRevision_ = revision;
    complained_ = false;
    Q_EMIT written(revision);
  } else if (!std::exchange(complained_, true)) {
    Q_EMIT failed(userText(result.error()));
  }
  if (!document_.isModified()) {
    removeFile();
  } else if (safeRevision_ != document_.revision()) {
    schedule();
  }
}

void Autosave::removeFile() {
  if (file_) file_->remove();
  safeRevision_ = 0;
}

}  // namespace cadenza::ui
