// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/key_field.h"

#include <QKeyEvent>

namespace cadenza::ui {

namespace {

bool isModifier(int key) {
  switch (key) {
    case Qt::Key_Shift:
    case Qt::Key_Control:
    case Qt::Key_Alt:
    case Qt::Key_AltGr:
    case Qt::Key_Meta:
    case Qt::Key_Super_L:
    case Qt::Key_Super_R:
    case Qt::Key_CapsLock:
    case Qt::Key_NumLock:
    case 0:
    case Qt::Key_unknown:
      return true;
    default:
      return false;
  }
}

QKeySequence sequenceOf(const QKeyEvent& event) {
  int key = event.key();
  Qt::KeyboardModifiers modifiers =
      event.modifiers() & ~(Qt::KeypadModifier | Qt::GroupSwitchModifier);
  if (key == Qt::Key_Backtab) key = Qt::Key_Tab;
  // Shift made the sign; on another keyboard it may stand alone.
  const bool isSign = key > Qt::Key_Space && key < Qt::Key_Escape && !QChar(key).isLetter();
  if (isSign) modifiers &= ~Qt::ShiftModifier;
  return QKeySequence(QKeyCombination(modifiers, static_cast<Qt::Key>(key)));
}

}  // namespace

KeyField::KeyField(QWidget* parent) : QPushButton(parent) {
  setCheckable(true);
  setAutoDefault(false);
  connect(this, &QAbstractButton::toggled, this, &KeyField::showState);
  showState();
}

void KeyField::showState() {
  setText(isWaiting() ? tr("Press the key…") : tr("Add a key…"));
  setAccessibleName(isWaiting() ? tr("Press the key, or Escape to leave") : tr("Add a key"));
}

bool KeyField::event(QEvent* event) {
  if (!isWaiting()) return QPushButton::event(event);
  if (event->type() == QEvent::ShortcutOverride) {
    event->accept();
    return true;
  }
  if (event->type() != QEvent::KeyPress) return QPushButton::event(event);
  const auto& press = static_cast<const QKeyEvent&>(*event);
  event->accept();
  if (isModifier(press.key())) return true;
  setChecked(false);
  const bool leaves = press.key() == Qt::Key_Escape && press.modifiers() == Qt::NoModifier;
  if (!leaves) Q_EMIT captured(sequenceOf(press));
  return true;
}

void KeyField::focusOutEvent(QFocusEvent* event) {
  setChecked(false);
  QPushButton::focusOutEvent(event);
}

}  // namespace cadenza::ui
