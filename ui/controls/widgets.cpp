// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/widgets.h"

#include <QAction>
#include <QStyle>

namespace cadenza::ui {

namespace {

template <class Target>
void keepIcon(Target* target, const QString& name, const Appearance& appearance) {
  target->setIcon(icon(name, appearance.theme()));
  QObject::connect(&appearance, &Appearance::themeChanged, target,
                   [target, name](const Theme& theme) { target->setIcon(icon(name, theme)); });
}

}  // namespace

QLabel* makeLabel(const QString& text, const char* role) {
  auto* label = new QLabel(text);
  label->setTextFormat(Qt::PlainText);
  if (role) label->setProperty("role", QString::fromLatin1(role));
  return label;
}

QLabel* makeParagraph(const QString& text, const char* role) {
  auto* label = makeLabel(text, role);
  label->setWordWrap(true);
  return label;
}

QPushButton* makeButton(const QString& text, const char* role) {
  auto* button = new QPushButton(text);
  button->setAutoDefault(false);
  if (role) button->setProperty("role", QString::fromLatin1(role));
  return button;
}

QToolButton* makeToolButton(QAction* action) {
  auto* button = new QToolButton;
  button->setDefaultAction(action);
  button->setToolButtonStyle(Qt::ToolButtonIconOnly);
  button->setAutoRaise(true);
  button->setIconSize({metrics::iconSize, metrics::iconSize});
  button->setFixedSize(metrics::controlHeight + 2, metrics::controlHeight);
  button->setFocusPolicy(Qt::TabFocus);
  return button;
}

void setThemedIcon(QAction* target, const QString& name, const Appearance& appearance) {
  keepIcon(target, name, appearance);
}

void setThemedIcon(QAbstractButton* target, const QString& name, const Appearance& appearance) {
  keepIcon(target, name, appearance);
}

void setRole(QWidget* widget, const char* role) {
  const QString wanted = QString::fromLatin1(role);
  if (widget->property("role") == wanted) return;
  widget->setProperty("role", wanted);
  widget->style()->unpolish(widget);
  widget->style()->polish(widget);
}

QFont tabularFont(int pixels) {
  // Qt 6.4 can't ask a font for its tabular figures; DejaVu, Noto and most interface fonts have
  // digits of equal width, so the interface font itself serves.
  QFont font = fontOfSize(pixels);
  font.setKerning(false);
  return font;
}

}  // namespace cadenza::ui
