// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStackedWidget>

namespace cadenza::ui {

/// Pages of which one is shown, in the room that this one needs: a page that is not seen makes no
/// window wider.
class PageStack : public QStackedWidget {
  Q_OBJECT

 public:
  explicit PageStack(QWidget* parent = nullptr) : QStackedWidget(parent) {
    connect(this, &QStackedWidget::currentChanged, this, [this] { updateGeometry(); });
  }

  [[nodiscard]] QSize sizeHint() const override {
    return currentWidget() ? currentWidget()->sizeHint() : QStackedWidget::sizeHint();
  }
  [[nodiscard]] QSize minimumSizeHint() const override {
    return currentWidget() ? currentWidget()->minimumSizeHint() : QSize();
  }
};

}  // namespace cadenza::ui
