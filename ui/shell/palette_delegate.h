// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace cadenza::ui {

class Appearance;

/// A row of the command palette: its name with the found letters marked, its heading, and its key
/// at the right.
class PaletteDelegate : public QStyledItemDelegate {
 public:
  enum Role { Category = Qt::UserRole, Side, Places, Index };
  static constexpr int rowHeight = 34;

  /// `appearance` must outlive this.
  PaletteDelegate(const Appearance& appearance, QObject* parent);

  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override;
  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                               const QModelIndex& index) const override;

 private:
  const Appearance& appearance_;
};

}  // namespace cadenza::ui
