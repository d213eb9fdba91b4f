// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/focus_keys.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>

namespace cadenza::ui {

namespace {

bool isPlain(const QKeyEvent& event) {
  return !(event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
}

bool presses(int key) {
  return key == Qt::Key_Space || key == Qt::Key_Return || key == Qt::Key_Enter;
}

bool walks(int key) {
  switch (key) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
      return true;
    default:
      return false;
  }
}

bool isNeededBy(const QObject* control, const QKeyEvent& event) {
  if (!isPlain(event)) return false;
  const int key = event.key();
  const bool writes = !event.text().isEmpty() && event.text()[0].isPrint();
  if (qobject_cast<const QComboBox*>(control) || qobject_cast<const QAbstractItemView*>(control)) {
    return presses(key) || walks(key) || writes;
  }
  if (qobject_cast<const QAbstractButton*>(control)) return presses(key);
  if (qobject_cast<const QAbstractSlider*>(control)) return walks(key);
  if (qobject_cast<const QAbstractSpinBox*>(control) || qobject_cast<const QLineEdit*>(control)) {
    return presses(key) || walks(key) || writes;
  }
  return false;
}

}  // namespace

FocusKeys::FocusKeys(QObject* parent) : QObject(parent) { qApp->installEventFilter(this); }

bool FocusKeys::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride &&
      isNeededBy(watched, static_cast<const QKeyEvent&>(*event))) {
    event->accept();
  }
  return QObject::eventFilter(watched, event);
}

}  // namespace cadenza::ui
