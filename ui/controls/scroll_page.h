// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

namespace cadenza::ui {

/// A page as large as the room for it, and not smaller than it needs to be: it scrolls where the
/// window is smaller, and makes no window larger.
class ScrollPage : public QScrollArea {
  Q_OBJECT

 public:
  explicit ScrollPage(QWidget* page, QWidget* parent = nullptr) : QScrollArea(parent) {
    setWidget(page);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    viewport()->setAutoFillBackground(false);
    page->setAutoFillBackground(false);
  }

  [[nodiscard]] QSize sizeHint() const override { return widget()->sizeHint(); }
};

}  // namespace cadenza::ui
