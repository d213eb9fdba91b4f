// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/box_labels.h"

#include <QApplication>
#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <algorithm>

namespace cadenza::ui {
namespace {

bool hasLabel(const QComboBox& box) {
  const auto labels =
      box.parentWidget()->findChildren<QLabel*>(QString(), Qt::FindDirectChildrenOnly);
  return std::ranges::any_of(labels, [&](const QLabel* label) { return label->buddy() == &box; });
}

void giveLabel(QComboBox& box) {
  auto* label = new QLabel(box.accessibleName().replace(QChar(u'&'), QLatin1String("&&")),
                           box.parentWidget());
  label->setObjectName(QStringLiteral("spokenLabel"));
  label->setBuddy(&box);
  label->hide();
  QObject::connect(&box, &QObject::destroyed, label, &QObject::deleteLater);
}

}  // namespace

BoxLabels::BoxLabels(QObject* parent) : QObject(parent) { qApp->installEventFilter(this); }

bool BoxLabels::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Show) {
    auto* box = qobject_cast<QComboBox*>(watched);
    if (box && box->parentWidget() && !box->accessibleName().isEmpty() && !hasLabel(*box)) {
      giveLabel(*box);
    }
  }
  return QObject::eventFilter(watched, event);
}

}  // namespace cadenza::ui
