// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/take_pictures.h"

#include <QPainter>
#include <QThreadPool>
#include <algorithm>

#include "core/score/excerpt.h"
#include "ui/score_picture.h"

namespace cadenza::ui {

namespace {

constexpr Tick fullWidth = TakePictures::fullBars * 4 * ticksPerQuarter;

TickRange seenRange(const Take& take) {
  return {take.range.begin, std::max(take.range.end, take.material.end())};
}

}  // namespace

TakePictures::TakePictures(const Appearance& appearance, QObject* parent)
    : QObject(parent), appearance_(appearance), worker_(std::make_unique<QThreadPool>()) {
  worker_->setMaxThreadCount(1);
  connect(&appearance_, &Appearance::themeChanged, this, [this] {
    for (Entry& entry : entries_) {
      if (!entry.notes.isNull()) entry.dressed = dress(entry.notes, entry.pixelRatio);
    }
  });
}

TakePictures::~TakePictures() {
  worker_->clear();
  worker_->waitForDone();
}

void TakePictures::clear() {
  worker_->clear();
  ++generation_;
  entries_.clear();
}

QPixmap TakePictures::find(const Take& take, qreal pixelRatio) {
  Entry& entry = entries_[take.id];
  if (entry.pixelRatio != pixelRatio) {
    entry.pixelRatio = pixelRatio;
    draw(take, pixelRatio);
  }
  return entry.dressed;
}

void TakePictures::draw(const Take& take, qreal pixelRatio) {
  const QSize inner = pictureInside(size);
  const auto work = [this, generation = generation_, id = take.id, range = seenRange(take),
                     material = take.material, pixelRatio, inner] {
    const QImage notes = notesPicture(excerpt(material, range), inner * pixelRatio,
                                      std::max(range.length(), fullWidth));
    QMetaObject::invokeMethod(
        this,
        [this, generation, id, notes, pixelRatio] {
          if (generation != generation_) return;
          ++drawn_;
          Entry& entry = entries_[id];
          if (entry.pixelRatio != pixelRatio) return;
          entry.notes = notes;
          entry.dressed = dress(notes, pixelRatio);
          Q_EMIT ready(id);
        },
        Qt::QueuedConnection);
  };
  worker_->start(work, ++order_);
}

QPixmap TakePictures::dress(const QImage& notes, qreal pixelRatio) const {
  const Theme& theme = appearance_.theme();
  return dressed(notes, size, pixelRatio, theme, theme.candidate);
}

}  // namespace cadenza::ui
