// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/panes.h"

#include <QApplication>
#include <QEvent>
#include <algorithm>
#include <utility>

#include "ui/theme.h"

namespace cadenza::ui {
namespace {

constexpr int markHeight = 2;

bool holds(const QWidget* pane, const QWidget* focused) {
  return pane && focused && (pane == focused || pane->isAncestorOf(focused));
}

}  // namespace

Panes::Panes(const Appearance& appearance, QObject* parent)
    : QObject(parent), appearance_(appearance) {
  connect(qApp, &QApplication::focusChanged, this, &Panes::showMarks);
  connect(&appearance_, &Appearance::themeChanged, this, &Panes::updateColour);
}

void Panes::add(QWidget* pane, std::function<bool()> isThere, std::function<void()> enter) {
  auto* mark = new QFrame(pane);
  mark->setObjectName(QStringLiteral("paneMark"));
  mark->setAttribute(Qt::WA_TransparentForMouseEvents);
  mark->setAutoFillBackground(true);
  mark->setGeometry(0, 0, pane->width(), markHeight);
  mark->hide();
  pane->installEventFilter(this);
  panes_.push_back({pane, std::move(isThere), std::move(enter), mark});
  updateColour();
  showMarks();
}

std::ptrdiff_t Panes::focused() const {
  const QWidget* widget = QApplication::focusWidget();
  const auto pane =
      std::ranges::find_if(panes_, [widget](const Pane& p) { return holds(p.widget, widget); });
  return pane == panes_.end() ? -1 : pane - panes_.begin();
}

void Panes::go(int direction) {
  const auto count = static_cast<std::ptrdiff_t>(panes_.size());
  std::ptrdiff_t at = focused();
  if (at < 0) at = direction > 0 ? count - 1 : 0;
  for (std::ptrdiff_t step = 0; step < count; ++step) {
    at = (at + direction + count) % count;
    const Pane& pane = panes_[static_cast<std::size_t>(at)];
    if (pane.widget && pane.isThere()) return pane.enter();
  }
}

void Panes::showMarks() {
  const std::ptrdiff_t at = focused();
  for (std::size_t i = 0; i < panes_.size(); ++i) {
    QFrame* mark = panes_[i].mark;
    if (!mark) continue;
    mark->setVisible(static_cast<std::ptrdiff_t>(i) == at);
    mark->raise();
  }
}

void Panes::updateColour() {
  QPalette palette;
  palette.setColor(QPalette::Window, appearance_.theme().accent);
  for (const Pane& pane : panes_) {
    if (pane.mark) pane.mark->setPalette(palette);
  }
}

bool Panes::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Resize) {
    const auto pane = std::ranges::find_if(
        panes_, [watched](const Pane& p) { return p.widget && p.widget == watched; });
    if (pane != panes_.end() && pane->mark)
      pane->mark->setGeometry(0, 0, pane->widget->width(), markHeight);
  }
  return QObject::eventFilter(watched, event);
}

}  // namespace cadenza::ui
