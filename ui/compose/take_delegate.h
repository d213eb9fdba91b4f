// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

#include "ui/compose/take_pictures.h"

namespace cadenza::ui {

class TakeModel;
struct TakePlace;

/// Where things lie in the row of a take, in the coordinates of the row's rectangle.
struct TakeRowLayout {
  TakeRowLayout(const QRect& row, int level);

  static constexpr int height = 52;
  static constexpr int indent = 16;
  static constexpr int deepest = 4;  ///< deeper levels are drawn like this one

  QRect fold;  ///< shows and hides what came of it
  QRect picture;
  QRect name;
  QRect line;
  QRect star;
};

/// A row of the list of takes: lines of descent, its picture, its name with marks, how it came
/// about, a star.
class TakeDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  /// All must outlive this.
  TakeDelegate(const TakeModel& model, TakePictures& pictures, const Appearance& appearance,
               QObject* parent);

  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override;
  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                               const QModelIndex& index) const override;
  QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                        const QModelIndex& index) const override;
  void setEditorData(QWidget* editor, const QModelIndex& index) const override;
  void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const override;

 private:
  void paintGround(QPainter& painter, const QStyleOptionViewItem& option) const;
  void paintDescent(QPainter& painter, const QRect& row, const TakeRowLayout& layout,
                    const QModelIndex& index) const;
  void paintFold(QPainter& painter, const QStyleOptionViewItem& option, const QRect& place) const;
  void paintPicture(QPainter& painter, const QStyleOptionViewItem& option, const QRect& place,
                    const QModelIndex& index) const;
  void paintWords(QPainter& painter, const QStyleOptionViewItem& option,
                  const TakeRowLayout& layout, const QModelIndex& index) const;
  [[nodiscard]] QColor quietOn(const QStyleOptionViewItem& option) const;
  void paintStar(QPainter& painter, const QStyleOptionViewItem& option, const QRect& place,
                 bool starred) const;

  const TakeModel& model_;
  TakePictures& pictures_;
  const Appearance& appearance_;
};

}  // namespace cadenza::ui
