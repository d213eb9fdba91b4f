// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/beyond_painter.h"

#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>
#include <algorithm>

namespace cadenza::ui {

namespace {

constexpr double margin = 4;
constexpr double padding = 5;
constexpr double cardHeight = 16;

// Of notes some of which sound in `seen`: those that do, above and below what is seen. Returns how
// many of them began before it.
std::size_t countOutside(const RollState& state, std::span<const Note> notes, TickRange seen,
                         NotesBeyond& beyond) {
  const int lowest = state.view().lowestVisiblePitch();
  const int highest = state.view().highestVisiblePitch();
  std::size_t begunBefore = 0;
  for (const Note& note : notes) {
    if (note.onset >= seen.end || note.end() <= seen.begin) continue;
    begunBefore += note.onset < seen.begin ? 1 : 0;
    beyond.above += note.pitch > highest ? 1 : 0;
    beyond.below += note.pitch < lowest ? 1 : 0;
  }
  return begunBefore;
}

// `notes` by onset, of which `around` holds all that sound in `seen`.
void countIn(const RollState& state, const std::vector<Note>& notes, std::span<const Note> around,
             TickRange seen, NotesBeyond& beyond) {
  const auto firstAt = [&](Tick tick) {
    return std::ranges::lower_bound(notes, tick, {}, &Note::onset) - notes.begin();
  };
  const std::size_t sounding = countOutside(state, around, seen, beyond);
  beyond.before += static_cast<std::size_t>(firstAt(seen.begin)) - sounding;
  beyond.after += notes.size() - static_cast<std::size_t>(firstAt(seen.end));
}

}  // namespace

NotesBeyond notesBeyond(const RollState& state) {
  const TickRange seen = state.view().visibleTicks();
  const auto& proposed = state.candidate().notes;
  NotesBeyond beyond;
  countIn(state, state.score().notes(), state.score().notesAround(seen), seen, beyond);
  countIn(state, proposed, proposed, seen, beyond);
  return beyond;
}

void paintBeyond(QPainter& painter, const RollState& state) {
  const NotesBeyond beyond = notesBeyond(state);
  const QSizeF room = state.view().size();
  const QFont font = fontOfSize(metrics::smallText);
  const QFontMetricsF letters(font);
  const auto card = [&](std::size_t count, const QString& text, QPointF centre) {
    if (count == 0) return;
    const QString words = text.arg(QLocale().toString(static_cast<qulonglong>(count)));
    QRectF place(0, 0, letters.horizontalAdvance(words) + 2 * padding, cardHeight);
    place.moveCenter(centre);
    const QRectF inside(QPointF(margin, margin), room - QSizeF(2 * margin, 2 * margin));
    place.moveLeft(std::clamp(place.left(), inside.left(),
                              std::max(inside.left(), inside.right() - place.width())));
    place.moveTop(std::clamp(place.top(), inside.top(),
                             std::max(inside.top(), inside.bottom() - place.height())));
    QColor ground = state.theme().panel;
    ground.setAlphaF(0.85F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(place, 4, 4);
    painter.setPen(state.theme().quietText);
    painter.drawText(place, Qt::AlignCenter, words);
  };
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setFont(font);
  const double middleX = room.width() / 2;
  const double middleY = room.height() / 2;
  card(beyond.before, QStringLiteral("‹ %1"), {0, middleY});
  card(beyond.after, QStringLiteral("%1 ›"), {room.width(), middleY});
  card(beyond.above, QStringLiteral("▲ %1"), {middleX, 0});
  card(beyond.below, QStringLiteral("▼ %1"), {middleX, room.height()});
  painter.restore();
}

}  // namespace cadenza::ui
