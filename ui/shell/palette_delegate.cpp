// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/palette_delegate.h"

#include <QPainter>
#include <QTextLayout>
#include <QWidget>

#include "ui/theme.h"

namespace cadenza::ui {

namespace {

constexpr int margin = 12;
constexpr int gap = 10;

// One line of text with some of its letters in bold; answers its width.
double drawMarked(QPainter& painter, const QRect& place, const QString& text,
                  const QList<int>& marked, const QFont& font) {
  QTextLayout layout(text, font);
  QList<QTextLayout::FormatRange> formats;
  for (const int letter : marked) {
    QTextCharFormat format;
    format.setFontWeight(QFont::Bold);
    format.setFontUnderline(true);
    formats << QTextLayout::FormatRange{letter, 1, format};
  }
  layout.setFormats(formats);
  layout.beginLayout();
  QTextLine line = layout.createLine();
  line.setLineWidth(place.width());
  layout.endLayout();
  layout.draw(&painter, QPointF(place.left(), place.center().y() - line.height() / 2 + 0.5));
  return line.naturalTextWidth();
}

}  // namespace

PaletteDelegate::PaletteDelegate(const Appearance& appearance, QObject* parent)
    : QStyledItemDelegate(parent), appearance_(appearance) {}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
  return {option.rect.width(), rowHeight};
}

void PaletteDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const {
  const Theme& theme = appearance_.theme();
  const bool enabled = index.flags() & Qt::ItemIsEnabled;
  painter->save();
  if (option.state & QStyle::State_Selected) {
    QColor tint = theme.accent;
    tint.setAlphaF(theme.isDark ? 0.24F : 0.14F);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(tint);
    painter->drawRoundedRect(option.rect.adjusted(2, 1, -2, -1), metrics::radius, metrics::radius);
  }
  QRect place = option.rect.adjusted(margin, 0, -margin, 0);
  painter->setFont(fontOfSize(metrics::smallText));
  painter->setPen(theme.quietText);
  const QString side = index.data(Side).toString();
  painter->drawText(place, Qt::AlignRight | Qt::AlignVCenter, side);
  place.setRight(place.right() - painter->fontMetrics().horizontalAdvance(side) - gap);
  painter->setPen(enabled ? theme.text : theme.quietText);
  const double width =
      drawMarked(*painter, place, index.data(Qt::DisplayRole).toString(),
                 index.data(Places).value<QList<int>>(), fontOfSize(metrics::bodyText));
  place.setLeft(place.left() + static_cast<int>(width) + gap);
  painter->setPen(theme.quietText);
  painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter, index.data(Category).toString());
  painter->restore();
}

}  // namespace cadenza::ui
