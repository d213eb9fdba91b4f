// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/score_picture.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>

namespace cadenza::ui {

namespace {

// Fewer rows or less time than this are not blown up to the whole picture.
constexpr int fewestRows = 24;
constexpr Tick shortestPiece = 16 * ticksPerQuarter;
constexpr int faintest = 160;
constexpr double thinnest = 2;
constexpr int margin = metrics::step;

// Where a note lies in a picture of the whole piece.
class Fit {
 public:
  Fit(const Score& score, QSize size, Tick length)
      : size_(size), length_(std::max({score.end(), length, shortestPiece})) {
    int lowest = 127;
    int highest = 0;
    for (const Note& note : score.notes()) {
      lowest = std::min<int>(lowest, note.pitch);
      highest = std::max<int>(highest, note.pitch);
    }
    rows_ = std::max(highest - lowest + 3, fewestRows);
    top_ = (lowest + highest) / 2.0 + rows_ / 2.0;
  }

  [[nodiscard]] QRectF rectOf(const Note& note) const {
    const double perTick = static_cast<double>(size_.width()) / length_;
    const double perRow = static_cast<double>(size_.height()) / rows_;
    const double least = std::max(size_.width() / 64.0, thinnest);
    return {note.onset * perTick, (top_ - note.pitch - 0.5) * perRow,
            std::max(note.duration * perTick, least), std::max(perRow, least)};
  }

 private:
  QSize size_;
  Tick length_;
  double rows_ = fewestRows;
  double top_ = 0;
};

}  // namespace

QImage notesPicture(const Score& score, QSize size, Tick length) {
  QImage picture(size, QImage::Format_Grayscale8);
  picture.fill(0);
  const Fit fit(score, size, length);
  QPainter painter(&picture);
  for (const Note& note : score.notes()) {
    const int grey = faintest + (255 - faintest) * note.velocity / 127;
    painter.fillRect(fit.rectOf(note), QColor(grey, grey, grey));
  }
  return picture;
}

QSize pictureInside(QSize size) { return size - QSize(2 * margin, 2 * margin); }

QPixmap dressed(const QImage& notes, QSize size, qreal pixelRatio, const Theme& theme,
                const QColor& ink) {
  QImage inked(notes.size(), QImage::Format_ARGB32_Premultiplied);
  inked.fill(ink);
  if (!notes.isNull()) inked.setAlphaChannel(notes.convertToFormat(QImage::Format_Grayscale8));
  QPixmap picture(size * pixelRatio);
  picture.setDevicePixelRatio(pixelRatio);
  picture.fill(Qt::transparent);
  QPainter painter(&picture);
  painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
  QPainterPath card;
  card.addRoundedRect(QRectF({0.5, 0.5}, size - QSizeF(1, 1)), metrics::radius, metrics::radius);
  painter.fillPath(card, theme.roll);
  painter.setPen(theme.controlEdge);
  painter.drawPath(card);
  painter.setClipPath(card);
  painter.drawImage(QRectF(QPointF(margin, margin), QSizeF(pictureInside(size))), inked);
  return picture;
}

}  // namespace cadenza::ui
