// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/model_delegate.h"

#include <QApplication>
#include <QLineEdit>
#include <QPainter>

#include "ui/models/curve_painter.h"

namespace cadenza::ui {

namespace {

constexpr int margin = 8;
constexpr int longestName = 80;

}  // namespace

ModelDelegate::ModelDelegate(const ModelTable& table, const Appearance& appearance, QObject* parent)
    : QStyledItemDelegate(parent), table_(table), appearance_(appearance) {}

QSize ModelDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
  return {80, rowHeight};
}

void ModelDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const {
  const Theme& theme = appearance_.theme();
  painter->save();
  QStyleOptionViewItem background = option;
  background.text.clear();
  QApplication::style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &background, painter,
                                       option.widget);
  const auto* proxy = qobject_cast<const QSortFilterProxyModel*>(index.model());
  const ModelEntry* entry = table_.entry(proxy ? proxy->mapToSource(index).row() : index.row());
  const QRect room = option.rect.adjusted(margin, 6, -margin, -6);
  if (entry && index.column() == ModelTable::CurveColumn) {
    paintCurve(*painter, QRectF(room).adjusted(0, 2, 0, -2), entry->info.curve, theme);
    painter->restore();
    return;
  }
  QFont font = fontOfSize(metrics::bodyText);
  if (index.column() == ModelTable::NameColumn) font.setWeight(QFont::DemiBold);
  const auto line = [&](const QString& text, Qt::Alignment alignment) {
    painter->drawText(room, static_cast<int>(alignment | Qt::AlignLeft),
                      painter->fontMetrics().elidedText(text, Qt::ElideRight, room.width()));
  };
  painter->setFont(font);
  painter->setPen(theme.text);
  line(index.data(Qt::DisplayRole).toString(), Qt::AlignTop);
  painter->setFont(fontOfSize(metrics::smallText));
  painter->setPen(theme.quietText);
  line(index.data(ModelTable::SecondLineRole).toString(), Qt::AlignBottom);
  painter->restore();
}

QWidget* ModelDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&,
                                     const QModelIndex&) const {
  auto* editor = new QLineEdit(parent);
  editor->setMaxLength(longestName);
  editor->setAccessibleName(tr("Name of the model"));
  return editor;
}

void ModelDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const {
  const auto* line = qobject_cast<QLineEdit*>(editor);
  if (!line || !line->isModified()) QStyledItemDelegate::setEditorData(editor, index);
}

void ModelDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                                         const QModelIndex&) const {
  const int height = metrics::controlHeight;
  editor->setGeometry(option.rect.left(), option.rect.center().y() - height / 2,
                      option.rect.width(), height);
}

}  // namespace cadenza::ui
