// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

#include "ui/theme.h"

namespace cadenza::ui {

/// A radio button with room for a sentence: a title and what choosing it means.
class ChoiceCard : public QAbstractButton {
  Q_OBJECT

 public:
  /// `appearance` must outlive the card.
  ChoiceCard(const QString& title, const QString& description, const Appearance& appearance,
             QWidget* parent = nullptr);

  /// A line of small words below.
  void setNote(const QString& note);
  [[nodiscard]] const QString& note() const { return note_; }

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] bool hasHeightForWidth() const override { return true; }
  [[nodiscard]] int heightForWidth(int width) const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void paintMark(QPainter& painter) const;

  QString description_;
  QString note_;
  const Appearance& appearance_;
};

}  // namespace cadenza::ui
