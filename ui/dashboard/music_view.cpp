// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/music_view.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>

namespace cadenza::ui {

namespace {

constexpr int margin = metrics::step;
constexpr int fewestRows = 24;
constexpr double lowestNote = 2;  // pixels

}  // namespace

MusicView::MusicView(const Appearance& appearance, QWidget* parent)
    : QWidget(parent), appearance_(appearance) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
  connect(&appearance_, &Appearance::themeChanged, this, &MusicView::redraw);
}

void MusicView::setMusic(std::shared_ptr<const ContinuedMusic> music, const QString& message) {
  music_ = std::move(music);
  message_ = message;
  playhead_.reset();
  setCursor(music_ ? Qt::PointingHandCursor : Qt::ArrowCursor);
  redraw();
}

void MusicView::setPlayhead(std::optional<Tick> tick) {
  if (playhead_ == tick) return;
  playhead_ = tick;
  update();
}

double MusicView::xOf(Tick tick) const {
  const Tick length = std::max<Tick>(music_->score.end(), ticksPerQuarter);
  return margin + static_cast<double>(tick) / static_cast<double>(length) * (width() - 2 * margin);
}

void MusicView::redraw() {
  picture_ = QPixmap();
  update();
}

void MusicView::resizeEvent(QResizeEvent*) { redraw(); }

void MusicView::paintEvent(QPaintEvent*) {
  if (picture_.isNull()) draw();
  QPainter painter(this);
  painter.drawPixmap(0, 0, picture_);
  if (!music_ || !playhead_) return;
  painter.setPen(QPen(appearance_.theme().playhead, 1.5));
  painter.drawLine(QPointF(xOf(*playhead_), 1), QPointF(xOf(*playhead_), height() - 1));
}

void MusicView::draw() {
  const Theme& theme = appearance_.theme();
  picture_ = QPixmap(size() * devicePixelRatioF());
  picture_.setDevicePixelRatio(devicePixelRatioF());
  picture_.fill(Qt::transparent);
  QPainter painter(&picture_);
  painter.setRenderHint(QPainter::Antialiasing);
  QPainterPath card;
  card.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::radius,
                      metrics::radius);
  painter.fillPath(card, theme.roll);
  painter.setPen(theme.separator);
  painter.drawPath(card);
  painter.setClipPath(card);
  if (music_) {
    drawNotes(painter);
  } else {
    painter.setPen(theme.quietText);
    painter.drawText(rect().adjusted(12, 4, -12, -4), Qt::AlignCenter | Qt::TextWordWrap, message_);
  }
}

void MusicView::drawNotes(QPainter& painter) const {
  const Theme& theme = appearance_.theme();
  const auto& notes = music_->score.notes();
  int lowest = 127;
  int highest = 0;
  for (const Note& note : notes) {
    lowest = std::min<int>(lowest, note.pitch);
    highest = std::max<int>(highest, note.pitch);
  }
  const int rows = std::max(highest - lowest + 3, fewestRows);
  const double top = (lowest + highest) / 2.0 + rows / 2.0;
  const double row = static_cast<double>(height() - 2 * margin) / rows;
  if (music_->seedEnd > 0) {
    const double end = xOf(music_->seedEnd);
    painter.fillRect(QRectF(0, 0, end, height()), theme.rollBlackRow);
    painter.setPen(QPen(theme.gridBar, 1, Qt::DashLine));
    painter.drawLine(QPointF(end, 0), QPointF(end, height()));
  }
  painter.setRenderHint(QPainter::Antialiasing, false);
  for (const Note& note : notes) {
    const double x = xOf(note.onset);
    const QRectF place(x, margin + (top - note.pitch - 0.5) * row,
                       std::max(xOf(note.onset + note.duration) - x - 1, 2.0),
                       std::max(row, lowestNote));
    painter.fillRect(place, note.onset < music_->seedEnd ? theme.quietText : theme.candidate);
  }
}

void MusicView::mousePressEvent(QMouseEvent* event) {
  if (!music_ || event->button() != Qt::LeftButton) return QWidget::mousePressEvent(event);
  const double share = (event->position().x() - margin) / std::max(1, width() - 2 * margin);
  const Tick tick = static_cast<Tick>(std::clamp(share, 0.0, 1.0) *
                                      static_cast<double>(music_->score.end()));
  Q_EMIT clicked(tick);
}

}  // namespace cadenza::ui
