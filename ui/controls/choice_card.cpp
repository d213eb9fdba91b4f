// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/choice_card.h"

#include <QPainter>

namespace cadenza::ui {

namespace {

constexpr int padding = 10;
constexpr int markSize = 14;
constexpr int textLeft = padding + markSize + 8;
constexpr int gap = 4;

QFont titleFont() {
  QFont font = fontOfSize(metrics::bodyText);
  font.setWeight(QFont::DemiBold);
  return font;
}

int noteFontHeight() { return QFontMetrics(fontOfSize(metrics::smallText)).height(); }

}  // namespace

ChoiceCard::ChoiceCard(const QString& title, const QString& description,
                       const Appearance& appearance, QWidget* parent)
    : QAbstractButton(parent), description_(description), appearance_(appearance) {
  setText(title);
  setAccessibleDescription(description);
  setCheckable(true);
  setAutoExclusive(true);  // one of several, to a screen reader
  setAttribute(Qt::WA_Hover);
  setFocusPolicy(Qt::TabFocus);
  QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
  connect(&appearance_, &Appearance::themeChanged, this, qOverload<>(&QWidget::update));
}

QSize ChoiceCard::sizeHint() const { return {280, heightForWidth(280)}; }

int ChoiceCard::heightForWidth(int width) const {
  const QFontMetrics body(fontOfSize(metrics::bodyText));
  const QRect room(0, 0, width - textLeft - padding, 1000);
  const int noteHeight = note_.isNull() ? 0 : gap + noteFontHeight();
  return padding + QFontMetrics(titleFont()).height() + gap +
         body.boundingRect(room, Qt::TextWordWrap, description_).height() + noteHeight + padding;
}

void ChoiceCard::setNote(const QString& note) {
  if (note_ == note) return;
  note_ = note;
  setAccessibleDescription(note.isEmpty() ? description_ : description_ + QChar(u' ') + note);
  updateGeometry();
  update();
}

void ChoiceCard::paintMark(QPainter& painter) const {
  const Theme& theme = appearance_.theme();
  const qreal top = padding + (QFontMetrics(titleFont()).height() - markSize) / 2.0;
  const QRectF mark(padding + 0.5, top + 0.5, markSize - 1, markSize - 1);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(isChecked() && isEnabled() ? theme.accent : theme.controlEdge, 1.5));
  painter.drawEllipse(mark);
  if (!isChecked()) return;
  painter.setPen(Qt::NoPen);
  painter.setBrush(isEnabled() ? theme.accent : theme.disabledText);
  painter.drawEllipse(mark.adjusted(3.5, 3.5, -3.5, -3.5));
}

void ChoiceCard::paintEvent(QPaintEvent*) {
  const Theme& theme = appearance_.theme();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const bool marked = isChecked() && isEnabled();
  painter.setBrush(underMouse() && isEnabled() ? theme.controlHover : theme.field);
  painter.setPen(QPen(marked || hasFocus() ? theme.accent : theme.separator, marked ? 1.5 : 1));
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.75, 0.75, -0.75, -0.75), metrics::radius,
                          metrics::radius);
  paintMark(painter);

  const int titleHeight = QFontMetrics(titleFont()).height();
  const QRect text = rect().adjusted(textLeft, padding, -padding, -padding);
  painter.setFont(titleFont());
  painter.setPen(isEnabled() ? theme.text : theme.disabledText);
  painter.drawText(text, Qt::AlignLeft | Qt::AlignTop, this->text());
  painter.setFont(fontOfSize(metrics::bodyText));
  painter.setPen(isEnabled() ? theme.quietText : theme.disabledText);
  painter.drawText(text.adjusted(0, titleHeight + gap, 0, 0),
                   Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, description_);
  if (note_.isEmpty()) return;
  painter.setFont(fontOfSize(metrics::smallText));
  painter.drawText(text, Qt::AlignLeft | Qt::AlignBottom,
                   painter.fontMetrics().elidedText(note_, Qt::ElideRight, text.width()));
}

}  // namespace cadenza::ui
