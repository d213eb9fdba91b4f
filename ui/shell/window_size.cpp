// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/window_size.h"

#include <QGuiApplication>
#include <QScreen>
#include <QWidget>
#include <algorithm>

namespace cadenza::ui {

namespace {

// Of a window that was not shown yet nobody knows the frame: a title bar and thin edges.
constexpr QMargins usualFrame{4, 32, 4, 4};

QMargins frameOf(const QWidget& window) {
  const QRect inner = window.geometry();
  const QRect outer = window.frameGeometry();
  if (inner == outer) return usualFrame;
  return {inner.left() - outer.left(), inner.top() - outer.top(), outer.right() - inner.right(),
          outer.bottom() - inner.bottom()};
}

// Where the window may be, without its frame.
QRect roomFor(const QWidget& window) {
  const QScreen* screen = QGuiApplication::screenAt(window.geometry().center());
  if (!screen) screen = QGuiApplication::primaryScreen();
  if (!screen) return {QPoint(), usualWindowSize};
  return screen->availableGeometry().marginsRemoved(frameOf(window));
}

}  // namespace

QRect fitted(QRect window, const QRect& room) {
  window.setSize(window.size().boundedTo(room.size()));
  window.moveLeft(std::clamp(window.left(), room.left(), room.right() - window.width() + 1));
  window.moveTop(std::clamp(window.top(), room.top(), room.bottom() - window.height() + 1));
  return window;
}

QSize roomOnScreen(const QWidget& window) { return roomFor(window).size(); }

void fitToScreen(QWidget& window) {
  if (window.isMaximized() || window.isFullScreen()) return;
  const QRect there = window.geometry();
  const QRect fits = fitted(there, roomFor(window));
  if (fits.size() != there.size()) window.resize(fits.size());
  // A window that was never placed is put by the window manager.
  const bool wasPlaced = window.testAttribute(Qt::WA_Moved);
  if (wasPlaced && fits.topLeft() != there.topLeft()) window.setGeometry(fits);
}

}  // namespace cadenza::ui
