// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/focus_keys.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMainWindow>

#include "ui/controls/key_needs.h"

namespace cadenza::ui {

namespace {

bool isPlain(const QKeyEvent& event) {
  return !(event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
}

bool isEnter(int key) { return key == Qt::Key_Return || key == Qt::Key_Enter; }

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

enum class Claim { Control, Window, Undecided };

// Of a key without Ctrl or Alt that both the control and the window may want.
Claim claimOf(const QObject* control, const QKeyEvent& event) {
  const int key = event.key();
  const bool isSpace = key == Qt::Key_Space;
  if (qobject_cast<const QAbstractSpinBox*>(control)) {
    return isSpace ? Claim::Window : Claim::Control;
  }
  if (qobject_cast<const QLineEdit*>(control)) return Claim::Control;
  if (qobject_cast<const QAbstractItemView*>(control)) {
    if (isSpace) return needsSpace(*control) ? Claim::Control : Claim::Window;
    return isEnter(key) || walks(key) ? Claim::Control : Claim::Undecided;
  }
  if (qobject_cast<const QComboBox*>(control)) {
    if (isSpace) return Claim::Window;
    return isEnter(key) || walks(key) ? Claim::Control : Claim::Undecided;
  }
  if (qobject_cast<const QAbstractButton*>(control)) {
    if (isSpace) return Claim::Window;
    return isEnter(key) ? Claim::Control : Claim::Undecided;
  }
  if (qobject_cast<const QAbstractSlider*>(control)) {
    return walks(key) ? Claim::Control : Claim::Undecided;
  }
  return Claim::Undecided;
}

// Or in a dock that was taken out of it.
bool isInMainWindow(const QWidget& widget) {
  const QWidget* window = widget.window();
  if (qobject_cast<const QDockWidget*>(window)) window = window->parentWidget();
  return qobject_cast<const QMainWindow*>(window) != nullptr;
}

// Space presses a button already, and opens a list; in a window whose Space plays, Enter does.
bool press(QWidget& control, const QKeyEvent& event) {
  if (!isEnter(event.key()) || !isPlain(event) || event.isAutoRepeat()) return false;
  if (auto* button = qobject_cast<QAbstractButton*>(&control)) {
    button->click();
    return true;
  }
  if (auto* box = qobject_cast<QComboBox*>(&control)) {
    box->showPopup();
    return true;
  }
  return false;
}

}  // namespace

FocusKeys::FocusKeys(QObject* parent) : QObject(parent) { qApp->installEventFilter(this); }

bool FocusKeys::eventFilter(QObject* watched, QEvent* event) {
  auto* control = qobject_cast<QWidget*>(watched);
  if (!control || !isInMainWindow(*control)) return QObject::eventFilter(watched, event);
  if (event->type() == QEvent::ShortcutOverride) {
    const auto& key = static_cast<const QKeyEvent&>(*event);
    const Claim claim = isPlain(key) ? claimOf(control, key) : Claim::Undecided;
    if (claim == Claim::Control) event->accept();
    if (claim == Claim::Window) {
      event->ignore();
      return true;
    }
  } else if (event->type() == QEvent::KeyPress &&
             press(*control, static_cast<const QKeyEvent&>(*event))) {
    return true;
  }
  return QObject::eventFilter(watched, event);
}

}  // namespace cadenza::ui
