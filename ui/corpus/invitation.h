// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/theme.h"

class QLabel;
class QPushButton;

namespace cadenza::ui {

/// What the music page shows while nothing is chosen: a place to drop music on, and ways to get
/// some.
class Invitation : public QWidget {
  Q_OBJECT

 public:
  /// `appearance` must outlive this.
  explicit Invitation(const Appearance& appearance, QWidget* parent = nullptr);

  /// Why what was chosen can't be learned from; empty: nothing.
  void setFailure(const QString& text);
  /// Offers to go on with the rest of the places.
  void setRestOffered(bool offered);
  void setDropping(bool dropping);
  void setDataOffered(bool offered);

 Q_SIGNALS:
  void folderRequested();
  void filesRequested();
  void dataRequested();
  void restRequested();

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  [[nodiscard]] QWidget* makeButtons();

  const Appearance& appearance_;
  QLabel* failure_;
  QLabel* title_;
  QPushButton* rest_;
  QPushButton* data_;
  bool dropping_ = false;
};

}  // namespace cadenza::ui
