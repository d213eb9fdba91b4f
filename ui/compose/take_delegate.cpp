// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/take_delegate.h"

#include <QLineEdit>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>

#include "ui/compose/take_model.h"

namespace cadenza::ui {

namespace {

constexpr int gap = 8;
constexpr int starSide = 28;
constexpr int markSide = 16;
constexpr int smallIcon = 14;

void drawIcon(QPainter& painter, const QString& name, const QColor& colour, const QRect& place) {
  icon(name, colour).paint(&painter, place);
}

QRect centred(QSize size, const QRect& in) {
  return {in.left() + (in.width() - size.width()) / 2, in.top() + (in.height() - size.height()) / 2,
          size.width(), size.height()};
}

// A letter in a box, filled; answers the room that it took.
int drawMark(QPainter& painter, const QString& letter, const Theme& theme, QPoint leftMiddle) {
  const QRect box(leftMiddle.x(), leftMiddle.y() - markSide / 2, markSide, markSide);
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.candidate);
  painter.drawRoundedRect(box, 4, 4);
  painter.setPen(theme.onCandidate);
  QFont font = fontOfSize(metrics::smallText);
  font.setWeight(QFont::DemiBold);
  painter.setFont(font);
  painter.drawText(box, Qt::AlignCenter, letter);
  return markSide + metrics::step;
}

}  // namespace

TakeRowLayout::TakeRowLayout(const QRect& row, int level) {
  const int left = row.left() + std::min(level, deepest) * indent;
  fold = {left, row.top(), indent, row.height()};
  picture = {fold.right() + 1, row.top() + (row.height() - TakePictures::size.height()) / 2,
             TakePictures::size.width(), TakePictures::size.height()};
  star = {row.right() - starSide + 1, row.top(), starSide, row.height()};
  const int textLeft = picture.right() + 1 + gap;
  const int width = std::max(0, star.left() - textLeft);
  name = {textLeft, row.top() + 6, width, 20};
  line = {textLeft, row.top() + 28, width, 16};
}

TakeDelegate::TakeDelegate(const TakeModel& model, TakePictures& pictures,
                           const Appearance& appearance, QObject* parent)
    : QStyledItemDelegate(parent), model_(model), pictures_(pictures), appearance_(appearance) {}

QSize TakeDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
  return {option.rect.width(), TakeRowLayout::height};
}

void TakeDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
  const TakeRowLayout layout(option.rect, model_.placeOf(index).level);
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  paintGround(*painter, option);
  paintDescent(*painter, option.rect, layout, index);
  if (option.state & QStyle::State_Children) paintFold(*painter, option, layout.fold);
  paintPicture(*painter, option, layout.picture, index);
  paintWords(*painter, option, layout, index);
  paintStar(*painter, option, layout.star, index.data(TakeModel::Starred).toBool());
  painter->restore();
}

void TakeDelegate::paintGround(QPainter& painter, const QStyleOptionViewItem& option) const {
  const Theme& theme = appearance_.theme();
  const bool selected = option.state & QStyle::State_Selected;
  const bool hovered = option.state & QStyle::State_MouseOver;
  if (!selected && !hovered) return;
  QColor tint = selected ? theme.accent : theme.controlHover;
  if (selected) tint.setAlphaF(theme.isDark ? 0.24F : 0.14F);
  painter.setBrush(tint);
  const bool focused = selected && (option.state & QStyle::State_HasFocus);
  painter.setPen(focused ? QPen(theme.accent, 1) : QPen(Qt::NoPen));
  painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), metrics::radius,
                          metrics::radius);
}

void TakeDelegate::paintDescent(QPainter& painter, const QRect& row, const TakeRowLayout& layout,
                                const QModelIndex& index) const {
  const TakePlace& place = model_.placeOf(index);
  painter.setPen(QPen(appearance_.theme().controlEdge, 1));
  const auto columnAt = [&](int level) {
    return row.left() + std::min(level, TakeRowLayout::deepest) * TakeRowLayout::indent +
           TakeRowLayout::indent + gap + 0.5;
  };
  const double middle = row.center().y() + 0.5;
  const double top = row.top();
  const double bottom = row.bottom() + 1;
  const int levels = std::min(place.level, TakeRowLayout::deepest);
  for (int level = 0; level < levels; ++level) {
    if (place.passing[static_cast<std::size_t>(level)]) {
      painter.drawLine(QPointF(columnAt(level), top), QPointF(columnAt(level), bottom));
    }
  }
  if (place.isJoined) {
    const double x = columnAt(levels);
    painter.drawLine(QPointF(x, top), QPointF(x, layout.picture.top()));
  } else if (levels > 0) {
    const double x = columnAt(levels - 1);
    painter.drawLine(QPointF(x, top), QPointF(x, middle));
    painter.drawLine(QPointF(x, middle), QPointF(layout.picture.left(), middle));
  }
}

void TakeDelegate::paintFold(QPainter& painter, const QStyleOptionViewItem& option,
                             const QRect& place) const {
  const Theme& theme = appearance_.theme();
  const bool open = option.state & QStyle::State_Open;
  const QRect box = centred({smallIcon, smallIcon}, place);
  drawIcon(painter, open ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"),
           quietOn(option), box);
  if (!open) return;
  const double x = place.right() + 1 + gap + 0.5;
  const double top = option.rect.top() + (option.rect.height() + TakePictures::size.height()) / 2.0;
  painter.setPen(QPen(theme.controlEdge, 1));
  painter.drawLine(QPointF(x, top), QPointF(x, option.rect.bottom() + 1));
}

void TakeDelegate::paintPicture(QPainter& painter, const QStyleOptionViewItem& option,
                                const QRect& place, const QModelIndex& index) const {
  const Theme& theme = appearance_.theme();
  const Take* take = model_.takeAt(index);
  if (!take) return;
  const QPixmap picture = pictures_.find(*take, painter.device()->devicePixelRatioF());
  if (picture.isNull()) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.roll);
    painter.drawRoundedRect(place, metrics::radius, metrics::radius);
  } else {
    painter.drawPixmap(place.topLeft(), picture);
  }
  const bool sounds = index.data(TakeModel::Sounding).toBool();
  if (!sounds && !(option.state & QStyle::State_MouseOver)) return;
  const QRect disc = centred({24, 24}, place);
  QColor ground = sounds ? theme.candidate : theme.control;
  ground.setAlphaF(0.92F);
  painter.setPen(Qt::NoPen);
  painter.setBrush(ground);
  painter.drawEllipse(disc);
  drawIcon(painter, sounds ? QStringLiteral("stop") : QStringLiteral("play"),
           sounds ? theme.onCandidate : theme.text, centred({smallIcon, smallIcon}, disc));
}

// The quiet colour is too quiet on the selection's tint.
QColor TakeDelegate::quietOn(const QStyleOptionViewItem& option) const {
  const Theme& theme = appearance_.theme();
  return option.state & QStyle::State_Selected ? theme.text : theme.quietText;
}

void TakeDelegate::paintWords(QPainter& painter, const QStyleOptionViewItem& option,
                              const TakeRowLayout& layout, const QModelIndex& index) const {
  const Theme& theme = appearance_.theme();
  int left = layout.name.left();
  const int middle = layout.name.center().y() + 1;
  const auto mark = static_cast<TakeMark>(index.data(TakeModel::Mark).toInt());
  if (mark != TakeMark::None) {
    left += drawMark(painter, mark == TakeMark::A ? QStringLiteral("A") : QStringLiteral("B"),
                     theme, {left, middle});
  }
  QFont font = fontOfSize(metrics::bodyText);
  if (index.data(TakeModel::Current).toBool()) font.setWeight(QFont::DemiBold);
  painter.setFont(font);
  painter.setPen(theme.text);
  const QRect place(left, layout.name.top(), layout.name.right() - left + 1, layout.name.height());
  painter.drawText(
      place, Qt::AlignLeft | Qt::AlignVCenter,
      painter.fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, place.width()));
  QRect below = layout.line;
  if (index.data(TakeModel::InPiece).toBool()) {
    drawIcon(painter, QStringLiteral("accept"), theme.good,
             {below.left() - 1, below.center().y() - smallIcon / 2, smallIcon, smallIcon});
    below.setLeft(below.left() + smallIcon + metrics::step);
  }
  painter.setFont(fontOfSize(metrics::smallText));
  painter.setPen(quietOn(option));
  painter.drawText(below, Qt::AlignLeft | Qt::AlignVCenter,
                   painter.fontMetrics().elidedText(index.data(TakeModel::Line).toString(),
                                                    Qt::ElideRight, below.width()));
}

void TakeDelegate::paintStar(QPainter& painter, const QStyleOptionViewItem& option,
                             const QRect& place, bool starred) const {
  const Theme& theme = appearance_.theme();
  const bool shown = starred || (option.state & (QStyle::State_MouseOver | QStyle::State_Selected));
  if (!shown) return;
  drawIcon(painter, starred ? QStringLiteral("star-filled") : QStringLiteral("star"),
           starred ? theme.selection : quietOn(option), centred({16, 16}, place));
}

QWidget* TakeDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&,
                                    const QModelIndex&) const {
  auto* editor = new QLineEdit(parent);
  editor->setObjectName(QStringLiteral("takeName"));
  editor->setAccessibleName(tr("Name of the take"));
  return editor;
}

// Once: what is being written is not overwritten when the take's row changes.
void TakeDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const {
  auto* field = static_cast<QLineEdit*>(editor);
  if (!field->isModified() && field->text().isEmpty()) field->setText(index.data().toString());
}

void TakeDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                                        const QModelIndex& index) const {
  const TakeRowLayout layout(option.rect, model_.placeOf(index).level);
  editor->setGeometry(layout.name.left() - 4, option.rect.top() + 4,
                      option.rect.right() - layout.name.left(), metrics::controlHeight);
}

}  // namespace cadenza::ui
