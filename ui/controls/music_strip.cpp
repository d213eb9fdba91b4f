// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/music_strip.h"

#include <QMouseEvent>
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
  playhead_.reset();
  update();
}

void MusicStrip::setWords(const QString& words) {
  words_ = words;
  update();
}

void MusicStrip::setPlayhead(std::optional<Tick> tick) {
  if (playhead_ == tick) return;
  playhead_ = tick;
  update();
}

QRectF MusicStrip::room() const {
  return QRectF(rect()).adjusted(margin, margin, -margin, -margin);
}

double MusicStrip::ticksShown() const {
  return std::max<double>({1.0, static_cast<double>(length_), static_cast<double>(score_->end())});
}

void MusicStrip::mousePressEvent(QMouseEvent* event) {
  if (!score_ || event->button() != Qt::LeftButton) return QWidget::mousePressEvent(event);
  const double share = (event->position().x() - room().left()) / std::max(1.0, room().width());
  Q_EMIT clicked(static_cast<Tick>(std::clamp(share, 0.0, 1.0) * ticksShown()));
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
    paintMusic(painter);
  } else {
    painter.setFont(fontOfSize(metrics::bodyText));
    painter.setPen(theme.quietText);
    painter.drawText(rect().adjusted(12, 4, -12, -4), Qt::AlignCenter | Qt::TextWordWrap, words_);
  }
}

void MusicStrip::paintMusic(QPainter& painter) const {
  const Theme& theme = appearance_.theme();
  const QRectF inside = room();
  const double perTick = inside.width() / ticksShown();
  painter.setPen(QPen(theme.gridBar, 1));
  const Tick end = std::max(length_, score_->end());
  for (int bar = 1; bar < mostBars && score_->meter().barStart(bar) < end; ++bar) {
    const double x = inside.left() + score_->meter().barStart(bar) * perTick;
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
  const double perRow = inside.height() / rows;
  QColor fill = theme.candidate;
  fill.setAlphaF(proposalOpacity);
  for (const Note& note : score_->notes()) {
    const QRectF box(inside.left() + note.onset * perTick,
                     inside.top() + (top - note.pitch - 0.5) * perRow,
                     std::max(note.duration * perTick, thinnest), std::max(perRow, thinnest));
    painter.fillRect(box, note.onset < from_ ? theme.noteFill(note.velocity) : fill);
  }
  if (playhead_) {
    painter.setPen(QPen(theme.playhead, 1.5));
    const double x = inside.left() + static_cast<double>(*playhead_) * perTick;
    painter.drawLine(QPointF(x, 1), QPointF(x, height() - 1));
  }
}

}  // namespace cadenza::ui
