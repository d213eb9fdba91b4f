// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/insight_painter.h"

#include <QCoreApplication>
#include <QLinearGradient>
#include <QPainterPath>
#include <algorithm>
#include <cmath>
#include "ui/controls/words.h"

namespace cadenza::ui {
namespace {

constexpr std::size_t mostNumbers = 600;
constexpr double leastNumberHeight = 12;
constexpr double smallestChance = 0.004;

QString tr(const char* text) { return QCoreApplication::translate("PianoRoll", text); }

QRectF bodyOf(const RollState& state, const Note& note) { return state.view().rectOf(note); }

void paintCurve(QPainter& painter, const QRectF& from, const QRectF& to, const QColor& colour,
                double share) {
  const QPointF begin(from.left(), from.center().y());
  const QPointF end(std::min(to.right(), begin.x()), to.center().y());
  const double reach = (begin.x() - end.x()) / 3;
  const double lift = std::min(48.0, 8 + (begin.x() - end.x()) / 8);
  QPainterPath path(begin);
  path.cubicTo(begin - QPointF(reach, lift), end + QPointF(reach, -lift), end);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(colour, 1 + 3.5 * std::sqrt(share), Qt::SolidLine, Qt::RoundCap));
  painter.drawPath(path);
}

}  // namespace

void paintNats(QPainter& painter, const RollState& state) {
  const RollInsight* const insight = state.insight();
  if (!insight || state.view().rowHeight() < leastNumberHeight) return;
  const auto notes = state.score().notesAround(state.view().visibleTicks());
  if (notes.size() > mostNumbers) return;
  QFont font = fontOfSize(metrics::smallText);
  font.setPixelSize(
      std::clamp(static_cast<int>(state.view().rowHeight()) - 4, 9, metrics::smallText));
  painter.setFont(font);
  const double room = QFontMetricsF(font).horizontalAdvance(QStringLiteral("10.0")) + 10;
  for (const Note& note : notes) {
    const QRectF body = bodyOf(state, note);
    const NoteInsight* const told = insight->find(note);
    if (!told || body.width() < room) continue;
    painter.setPen(state.theme().inkOn(state.theme().surpriseFill(insight->shareOf(*told))));
    painter.drawText(body.adjusted(8, 0, 0, -1), Qt::AlignLeft | Qt::AlignVCenter,
                     decimalText(told->surprise.total(), 1));
  }
}

void paintAttention(QPainter& painter, const RollState& state, const Note& note) {
  const RollInsight* const insight = state.insight();
  const auto index = insight ? insight->indexOf(note) : std::nullopt;
  if (!index) return;
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF from = bodyOf(state, note);
  const auto attended = insight->piece->attendedBy(*index);
  // The strongest last, on top.
  for (auto earlier = attended.rbegin(); earlier != attended.rend(); ++earlier) {
    QColor colour = state.theme().candidate;
    colour.setAlphaF(static_cast<float>(0.3 + 0.7 * std::sqrt(earlier->share)));
    const QRectF to = bodyOf(state, insight->piece->score.notes()[earlier->note]);
    paintCurve(painter, from, to, colour, earlier->share);
    painter.setPen(QPen(colour, 2));
    painter.drawRoundedRect(to.adjusted(-1, -1, 0, 0), 3, 3);
  }
  painter.setRenderHint(QPainter::Antialiasing, false);
}

void paintExpectation(QPainter& painter, const RollState& state) {
  const Expectation* const expectation = state.expectation();
  if (!expectation) return;
  const RollTransform& view = state.view();
  const double left = std::round(view.xOf(state.playhead())) + 3;
  QColor fill = state.theme().candidate;
  fill.setAlphaF(0.65F);
  for (int key = 0; key < pianoKeyCount; ++key) {
    const double chance = expectation->keys[static_cast<std::size_t>(key)];
    if (chance < smallestChance) continue;
    const double top = std::round(view.yOf(key + lowestPianoPitch));
    const double bottom = std::round(view.yOf(key + lowestPianoPitch - 1));
    const double inset = bottom - top >= 8 ? 2 : 0;
    const QRectF bar(left, top + inset,
                     std::max(1.0, std::min(chance, 1.0) * (expectationWidth - 8)),
                     bottom - top - 2 * inset);
    painter.fillRect(bar, fill);
    painter.fillRect(QRectF(bar.right() - 1, bar.top(), 1, bar.height()), state.theme().candidate);
  }
}

void paintNatsLegend(QPainter& painter, const RollState& state, QSize area) {
  const RollInsight* const insight = state.insight();
  if (!insight) return;
  constexpr double width = 232;
  const Theme& theme = state.theme();
  const bool hasScale = insight->piece != nullptr;
  const QFont font = fontOfSize(metrics::smallText);
  const QFontMetricsF letters(font);
  const double line = std::ceil(letters.height()) + 2;
  const QRectF words(0, 0, width - 24, 200);
  const QRectF said = letters.boundingRect(words, Qt::TextWordWrap, insight->message);
  const double message = insight->message.isEmpty() ? 0 : said.height() + 4;
  QRectF card(0, 0, width, 16 + line + (hasScale ? 14 + line : 0) + message);
  card.moveBottomRight(QPointF(area.width() - 8, area.height() - 8));
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(theme.separator, 1));
  painter.setBrush(theme.panel);
  painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
  painter.setFont(font);
  QRectF at = card.adjusted(12, 8, -12, -8);
  painter.setPen(theme.text);
  const QString title = insight->model.isEmpty() ? tr("What the model thinks")
                                                 : tr("What “%1” thinks").arg(insight->model);
  painter.drawText(at, Qt::AlignLeft | Qt::AlignTop,
                   letters.elidedText(title, Qt::ElideRight, at.width()));
  at.setTop(at.top() + line);
  if (hasScale) {
    const QRectF ramp(at.left(), at.top() + 2, at.width(), 8);
    QLinearGradient colours(ramp.topLeft(), ramp.topRight());
    for (int i = 0; i <= 8; ++i) colours.setColorAt(i / 8.0, theme.surpriseFill(i / 8.0));
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours);
    painter.drawRoundedRect(ramp, 2, 2);
    at.setTop(ramp.bottom() + 4);
    painter.setPen(theme.quietText);
    painter.drawText(at, Qt::AlignLeft | Qt::AlignTop, tr("expected, 0 nats"));
    painter.drawText(at, Qt::AlignRight | Qt::AlignTop,
                     tr("surprising, %1+").arg(insight->scale.top, 0, 'f', 0));
    at.setTop(at.top() + line);
  }
  painter.setPen(theme.quietText);
  painter.drawText(at.adjusted(0, 2, 0, 8), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
                   insight->message);
}

}  // namespace cadenza::ui
