// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/music_strip.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>

namespace cadenza::ui {

namespace {

constexpr int fewestRows = 24;
constexpr int margin = 4;
constexpr double thinnest = 2;
constexpr int mostBars = 200;
constexpr float proposalOpacity = 0.6f;

}  // namespace

MusicStrip::MusicStrip(const Appearance& appearance, QWidget* parent)
    : QWidget(parent), appearance_(appearance) {
  setMinimumSize(160, 56);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
  connect(&appearance_, &Appearance::themeChanged, this, qOverload<>(&QWidget::update));
}

void MusicStrip::setMusic(const std::optional<Score>& score, Tick from, Tick length) {
  score_ = score;
  from_ = from;
  length_ = length;
  update();
}

void MusicStrip::setWords(const QString& words) {
  words_ = words;
  update();
}

void MusicStrip::paintEvent(QPaintEvent*) {
  const Theme& theme = appearance_.theme();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  QPainterPath card;
  card.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::radius,
                      metrics::radius);
  painter.fillPath(card, theme.roll);
  painter.setPen(theme.separator);
  painter.drawPath(card);
  if (score_) {
    painter.setClipPath(card);
    paintMusic(painter, QRectF(rect()).adjusted(margin, margin, -margin, -margin));
  } else {
    painter.setFont(fontOfSize(metrics::bodyText));
    painter.setPen(theme.quietText);
    painter.drawText(rect().adjusted(12, 4, -12, -4), Qt::AlignCenter | Qt::TextWordWrap, words_);
  }
}

void MusicStrip::paintMusic(QPainter& painter, const QRectF& room) const {
  const Theme& theme = appearance_.theme();
  const double perTick = room.width() / std::max<double>({1.0, static_cast<double>(length_),
                                                          static_cast<double>(score_->end())});
  painter.setPen(QPen(theme.gridBar, 1));
  const Tick end = std::max(length_, score_->end());
  for (int bar = 1; bar < mostBars && score_->meter().barStart(bar) < end; ++bar) {
    const double x = room.left() + score_->meter().barStart(bar) * perTick;
    painter.drawLine(QPointF(x, 1), QPointF(x, height() - 1));
  }
  int lowest = 127;
  int highest = 0;
  for (const Note& note : score_->notes()) {
    lowest = std::min<int>(lowest, note.pitch);
    highest = std::max<int>(highest, note.pitch);
  }
  const int rows = std::max(highest - lowest + 1, fewestRows);
  const double top = (lowest + highest) / 2.0 + rows / 2.0;
  const double perRow = room.height() / rows;
  QColor fill = theme.candidate;
  fill.setAlphaF(proposalOpacity);
  for (const Note& note : score_->notes()) {
    const QRectF box(room.left() + note.onset * perTick,
                     room.top() + (top - note.pitch - 0.5) * perRow,
                     std::max(note.duration * perTick, thinnest), std::max(perRow, thinnest));
    painter.fillRect(box, note.onset < from_ ? theme.noteFill(note.velocity) : fill);
  }
}

}  // namespace cadenza::ui
