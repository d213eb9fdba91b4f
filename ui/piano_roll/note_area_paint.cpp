// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCursor>
#include <QPaintEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/piano_roll/beyond_painter.h"
#include "ui/piano_roll/cursor_painter.h"
#include "ui/piano_roll/insight_painter.h"
#include "ui/piano_roll/note_area.h"

namespace cadenza::ui {
namespace {

constexpr int glowMargin = 4;

QCursor iconCursor(const QString& name, const Theme& theme, int hotX, int hotY) {
  QPixmap pixmap(24, 24);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  // A rim in the ground's colour keeps the lines visible over notes.
  for (const QPoint offset : {QPoint(-1, 0), QPoint(1, 0), QPoint(0, -1), QPoint(0, 1)}) {
    icon(name, theme.roll).paint(&painter, QRect(offset, pixmap.size()));
  }
  icon(name, theme.text).paint(&painter, pixmap.rect());
  painter.end();
  return QCursor(pixmap, hotX, hotY);
}

}  // namespace

void NoteArea::invalidate() {
  stale_ = true;
  update();
}

void NoteArea::paintEvent(QPaintEvent* event) {
  const double scale = devicePixelRatioF();
  const QSize wanted(static_cast<int>(std::ceil(width() * scale)),
                     static_cast<int>(std::ceil(height() * scale)));
  if (sheet_.size() != wanted) {
    sheet_ = QImage(wanted, QImage::Format_RGB32);
    stale_ = true;
  }
  if (std::exchange(stale_, false)) {
    sheet_.setDevicePixelRatio(1);
    painter_.paint(sheet_, scale);
    sheet_.setDevicePixelRatio(scale);
    QPainter over(&sheet_);
    paintNats(over, state_);
    paintBeyond(over, state_);
  }
  QPainter painter(this);
  painter.setClipRegion(event->region());
  painter.drawImage(0, 0, sheet_);
  paintLitNotes(painter);
  if (hovered_ && !gesture_) {
    QColor line = state_.theme().text;
    line.setAlphaF(0.7F);
    painter.setPen(QPen(line, 1));
    painter.setBrush(Qt::NoBrush);
    const QRect rect = logicalRect(hovered_->note).adjusted(4, 4, -4, -4);
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 2.5, 2.5);
  }
  if (gesture_) gesture_->paint(painter);
  if (const auto note = noteInQuestion()) paintAttention(painter, state_, *note);
  paintExpectation(painter, state_);
  paintPlayhead(painter);
  paintNoteCursor(painter, state_, hasFocus());
  paintHint(painter);
  paintLegend(painter);
  paintNatsLegend(painter, state_, size());
}

std::optional<Note> NoteArea::noteInQuestion() const {
  if (gesture_ || !state_.insight()) return std::nullopt;
  if (hovered_) return hovered_->note;
  const NoteCursor& cursor = state_.cursor();
  return hasFocus() && cursor.isShown() ? cursor.note() : std::nullopt;
}

QRect NoteArea::logicalRect(const Note& note) const {
  const double scale = devicePixelRatioF();
  const QRect device = RollPainter::deviceRect(state_.view(), note, scale);
  return QRectF(device.x() / scale, device.y() / scale, device.width() / scale,
                device.height() / scale)
      .toAlignedRect()
      .adjusted(-glowMargin, -glowMargin, glowMargin, glowMargin);
}

QRect NoteArea::playheadRect(Tick tick) const {
  const int width = state_.expectation() ? expectationWidth : 6;
  return {static_cast<int>(std::floor(state_.view().xOf(tick))) - 2, 0, width, height()};
}

void NoteArea::movePlayhead(Tick from, Tick to) {
  update(playheadRect(from));
  update(playheadRect(to));
  findLitNotes();
}

void NoteArea::findLitNotes() {
  std::vector<Note> lit;
  if (state_.sounding().any()) {
    lit = notesIn(state_.score(), {state_.playhead(), state_.playhead() + 1}, 0, 127);
    std::erase_if(lit, [&](const Note& note) { return !state_.sounding().test(note.pitch); });
  }
  if (lit == lit_) return;
  for (const Note& note : lit_) update(logicalRect(note));
  lit_ = std::move(lit);
  for (const Note& note : lit_) update(logicalRect(note));
}

void NoteArea::paintLitNotes(QPainter& painter) const {
  const Theme& theme = state_.theme();
  QColor glow = theme.accent;
  glow.setAlphaF(0.35F);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  for (const Note& note : lit_) {
    const QRectF rect = QRectF(logicalRect(note)).adjusted(4, 4, -4, -4);
    painter.setBrush(glow);
    painter.drawRoundedRect(rect.adjusted(-3, -3, 3, 3), 5, 5);
    painter.setBrush(theme.noteLit);
    painter.drawRoundedRect(rect, 2.5, 2.5);
    if (!state_.document().isSelected(note)) continue;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.selection, 2));
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 2, 2);
    painter.setPen(Qt::NoPen);
  }
}

void NoteArea::paintPlayhead(QPainter& painter) const {
  const double scale = devicePixelRatioF();
  const double x = std::round(state_.view().xOf(state_.playhead()) * scale) / scale;
  const double line = std::max(1.0, std::round(1.5 * scale)) / scale;
  painter.fillRect(QRectF(x, 0, line, height()), state_.theme().playhead);
}

// What the outlines under the notes are.
void NoteArea::paintLegend(QPainter& painter) const {
  if (state_.ghost().notes().empty()) return;
  const QFont font = fontOfSize(metrics::smallText);
  const QFontMetricsF letters(font);
  const QString text = letters.elidedText(tr("Ghost notes: %1").arg(state_.ghostName()),
                                          Qt::ElideMiddle, std::max(40.0, width() - 64.0));
  QRectF card(0, 8, letters.horizontalAdvance(text) + 40, 24);
  card.moveRight(width() - 8);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(state_.theme().panel);
  painter.drawRoundedRect(card, 4, 4);
  painter.setPen(QPen(state_.theme().ghost, 1));
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(QRectF(card.left() + 8.5, card.center().y() - 3.5, 15, 7));
  painter.setPen(state_.theme().quietText);
  painter.setFont(font);
  painter.drawText(card.adjusted(32, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, text);
}

void NoteArea::paintHint(QPainter& painter) const {
  const bool isEmpty = state_.score().notes().empty() && state_.candidate().notes.empty() &&
                       state_.preview().added.notes.empty();
  if (!isEmpty) return;
  constexpr QSize cardSize(400, 104);
  QRect card(QPoint(0, 0), cardSize);
  card.moveCenter(rect().center() - QPoint(0, height() / 16));
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(state_.theme().panel);
  painter.drawRoundedRect(card, 6, 6);
  painter.setPen(state_.theme().text);
  painter.setFont(fontOfSize(metrics::largeText));
  painter.drawText(card.adjusted(0, 16, 0, 0), Qt::AlignHCenter | Qt::AlignTop,
                   tr("Draw the first notes"));
  painter.setPen(state_.theme().quietText);
  painter.setFont(fontOfSize(metrics::bodyText));
  painter.drawText(card.adjusted(0, 0, 0, -18), Qt::AlignHCenter | Qt::AlignBottom,
                   tr("Click for a note, drag for a longer one.\n"
                      "Or open a MIDI file, or let a model begin."));
}

NoteArea::Hand NoteArea::wantedHand() const {
  if (state_.tool() == Tool::Erase) return Hand::Eraser;
  if (hovered_ && hovered_->note.locked) return Hand::Arrow;
  if (hovered_) return hovered_->part == NotePart::Body ? Hand::OnBody : Hand::OnEdge;
  return state_.tool() == Tool::Pencil ? Hand::Pencil : Hand::Arrow;
}

void NoteArea::updateCursor() {
  const Hand wanted = wantedHand();
  if (gesture_ || hand_ == wanted) return;
  hand_ = wanted;
  switch (wanted) {
    case Hand::Arrow:
      return setCursor(Qt::ArrowCursor);
    case Hand::OnBody:
      return setCursor(Qt::SizeAllCursor);
    case Hand::OnEdge:
      return setCursor(Qt::SizeHorCursor);
    case Hand::Pencil:
      return setCursor(iconCursor(QStringLiteral("pencil"), state_.theme(), 4, 20));
    case Hand::Eraser:
      return setCursor(iconCursor(QStringLiteral("eraser"), state_.theme(), 6, 19));
  }
}

}  // namespace cadenza::ui
