// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/picture_cache.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QThreadPool>
#include <QtConcurrent>

#include "core/base/safe_file.h"
#include "ui/piece_file.h"
#include "ui/score_picture.h"

namespace cadenza::ui {

namespace {

QString nameFor(const QFileInfo& file) {
  const QString key = QStringLiteral("%1\n%2\n%3")
                          .arg(file.absoluteFilePath())
                          .arg(file.lastModified().toMSecsSinceEpoch())
                          .arg(file.size());
  const QByteArray hash = QCryptographicHash::hash(key.toUtf8(), QCryptographicHash::Sha1);
  return QString::fromLatin1(hash.toHex()) + QStringLiteral(".png");
}

void prune(const QDir& folder) {
  const QFileInfoList files =
      folder.entryInfoList({QStringLiteral("*.png")}, QDir::Files, QDir::Time);
  for (qsizetype i = PictureCache::mostPictures; i < files.size(); ++i) {
    QFile::remove(files[i].filePath());
  }
}

// A picture that can't be kept is only a picture.
void keep(const QString& folder, const QString& name, const QImage& picture) {
  const QDir place(folder);
  if (!place.mkpath(QStringLiteral("."))) return;
  QBuffer file;
  if (!file.open(QIODevice::WriteOnly) || !picture.save(&file, "PNG")) return;
  const QByteArray& bytes = file.data();
  if (writeFile(nativePath(place.filePath(name)), std::as_bytes(std::span(bytes)))) prune(place);
}

}  // namespace

PictureCache::PictureCache(const QString& folder, QObject* parent)
    : QObject(parent), folder_(folder), worker_(std::make_unique<QThreadPool>()) {
  worker_->setMaxThreadCount(1);
}

PictureCache::~PictureCache() = default;

void PictureCache::draw(const QString& path, const Score& score) {
  if (folder_.isEmpty()) return;
  worker_->start([folder = folder_, name = nameFor(QFileInfo(path)), score] {
    keep(folder, name, notesPicture(score, pictureSize));
  });
}

std::optional<QImage> PictureCache::find(const QString& path) const {
  const QFileInfo file(path);
  if (folder_.isEmpty() || !file.exists()) return std::nullopt;
  QImage picture(QDir(folder_).filePath(nameFor(file)));
  if (picture.isNull()) return std::nullopt;
  return picture;
}

}  // namespace cadenza::ui
