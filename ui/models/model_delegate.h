// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

#include "ui/models/model_table.h"
#include "ui/theme.h"

namespace cadenza::ui {

/// Paints a cell of the library: two lines of words, or the small curve.
class ModelDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  static constexpr int rowHeight = 48;

  /// Both must outlive the delegate; `table` is behind the view's proxy.
  ModelDelegate(const ModelTable& table, const Appearance& appearance, QObject* parent = nullptr);

  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                               const QModelIndex& index) const override;
  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override;
  [[nodiscard]] QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                                      const QModelIndex& index) const override;
  /// Leaves alone what is being typed when the library is read again.
  void setEditorData(QWidget* editor, const QModelIndex& index) const override;
  void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const override;

 private:
  const ModelTable& table_;
  const Appearance& appearance_;
};

}  // namespace cadenza::ui
