// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>
#include <vector>

#include "ui/theme.h"

class QAbstractButton;

namespace cadenza::ui {

/// A few choices side by side, of which one holds: a radio group in the room of a button. Arrow
/// keys move the choice.
class SegmentedControl : public QWidget {
  Q_OBJECT

 public:
  /// `appearance` must outlive the control.
  SegmentedControl(const QStringList& choices, const Appearance& appearance,
                   QWidget* parent = nullptr);

  [[nodiscard]] int current() const;
  /// Emits currentChanged when it is another one.
  void setCurrent(int index);
  [[nodiscard]] QAbstractButton* segment(int index) const;
  /// Marks a segment by a dot with `text` as its tooltip; an empty one removes the dot.
  void setBadge(int index, const QString& text);

 Q_SIGNALS:
  void currentChanged(int index);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  class Segment;

  const Appearance& appearance_;
  std::vector<Segment*> segments_;
};

}  // namespace cadenza::ui
