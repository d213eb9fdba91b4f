// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/focus_home.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>

namespace cadenza::ui {

namespace {

bool isEnter(const QEvent& event) {
  const int key = static_cast<const QKeyEvent&>(event).key();
  return key == Qt::Key_Return || key == Qt::Key_Enter;
}

// The box whose list `widget` is the frame of.
QComboBox* boxOfList(const QWidget& widget) {
  return widget.inherits("QComboBoxPrivateContainer") ? qobject_cast<QComboBox*>(widget.parent())
                                                      : nullptr;
}

}  // namespace

FocusHome::FocusHome(QWidget& window, std::function<QWidget*()> home)
    : QObject(&window), window_(window), home_(std::move(home)) {
  qApp->installEventFilter(this);
}

bool FocusHome::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::Hide && event->type() != QEvent::KeyPress &&
      event->type() != QEvent::MouseButtonRelease) {
    return false;
  }
  auto* widget = qobject_cast<QWidget*>(watched);
  if (!widget) return false;
  if (event->type() == QEvent::Hide) {
    const QComboBox* box = boxOfList(*widget);
    if (box && box->window() == &window_) goHome();
    return false;
  }
  if (widget->window() != &window_) return false;
  if (event->type() == QEvent::MouseButtonRelease) {
    const auto* button = qobject_cast<QAbstractButton*>(widget);
    if (button && button->focusPolicy() == Qt::NoFocus) goHome();
    return false;
  }
  auto* number = qobject_cast<QAbstractSpinBox*>(widget);
  if (!number || !isEnter(*event)) return false;
  number->interpretText();
  goHome();
  return true;
}

// After what the event does itself.
void FocusHome::goHome() {
  QMetaObject::invokeMethod(
      this,
      [this] {
        if (QWidget* home = home_()) home->setFocus();
      },
      Qt::QueuedConnection);
}

}  // namespace cadenza::ui
