// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/dock_title.h"

#include <QDockWidget>
#include <QHBoxLayout>

#include "ui/controls/widgets.h"

namespace cadenza::ui {

namespace {

constexpr int buttonSide = 24;

QToolButton* makeTitleButton(const QString& iconName, const QString& name,
                             const Appearance& appearance) {
  auto* button = new QToolButton;
  setThemedIcon(button, iconName, appearance);
  button->setProperty("role", QStringLiteral("dock"));
  button->setIconSize({16, 16});
  button->setFixedSize(buttonSide, buttonSide);
  button->setFocusPolicy(Qt::TabFocus);
  button->setToolTip(name);
  button->setAccessibleName(name);
  return button;
}

}  // namespace

DockTitle::DockTitle(QDockWidget& dock, const Appearance& appearance) : QWidget(&dock) {
  const QString title = dock.windowTitle();
  auto* floating = makeTitleButton(QStringLiteral("float"), {}, appearance);
  auto* close =
      makeTitleButton(QStringLiteral("close"), QDockWidget::tr("Close %1").arg(title), appearance);
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(16, 2, 8, 2);
  layout->setSpacing(0);
  layout->addWidget(makeLabel(title, "quiet"), 1);
  layout->addWidget(floating);
  layout->addWidget(close);
  const auto tell = [floating, title](bool isFloating) {
    const QString text = isFloating ? QDockWidget::tr("Put %1 back into the window").arg(title)
                                    : QDockWidget::tr("Take %1 out of the window").arg(title);
    floating->setToolTip(text);
    floating->setAccessibleName(text);
  };
  tell(dock.isFloating());
  connect(&dock, &QDockWidget::topLevelChanged, floating, tell);
  connect(floating, &QAbstractButton::clicked, &dock,
          [&dock] { dock.setFloating(!dock.isFloating()); });
  connect(close, &QAbstractButton::clicked, &dock, &QWidget::close);
}

}  // namespace cadenza::ui
